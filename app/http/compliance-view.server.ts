import { say } from "#app/domain/copy.ts";
import { type ComplianceRow, shareMet, weekParts } from "#app/domain/coverage/compliance.ts";
import type { Tally } from "#app/domain/coverage/judged.ts";
import { hour } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { Compliance } from "#app/operations/coverage/compliance.server.ts";
import { wordingFor } from "#app/operations/coverage/wording.server.ts";

/** The year that an address asks for, else the present one; and whose days are drawn. */
export function askedYear(ctx: Context, request: Request, zone: string) {
  const search = new URL(request.url).searchParams;
  const text = search.get("year") ?? "";
  const year = /^\d{4}$/.test(text) ? Number(text) : localParts(ctx.now, zone).year;
  return { year, rule: search.get("rule") || null };
}

/** A year's misses with their causes in words, in order of time. */
export function missViews(ctx: Context, { misses, facts }: Compliance) {
  const words = wordingFor(ctx.content, facts);
  return misses.map(({ start, end, rule, title, answer, reasons, laterMet }) => ({
    ...{ start, end, rule, title, answer, laterMet },
    causes: [...new Set(reasons.map(words.reason))],
  }));
}

/** "99.3 %", rounded down so that what is not whole never reads as whole; "–" where it was never asked. */
export function shareWords(tally: Tally | undefined): string {
  const share = tally ? shareMet(tally) : null;
  return share === null ? "–" : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** Hours to a tenth. */
export function hoursOf(ms: number): string {
  return (Math.round((ms / hour) * 10) / 10).toFixed(1);
}

/** One line of the year's table. */
export function complianceView({ id, title, severity, hours, later }: Compliance["rows"][number]) {
  const part = (row: ComplianceRow | null) =>
    Object.fromEntries(weekParts.map((name) => [name, shareWords(row?.hours.parts[name])]));
  return {
    id,
    title,
    severity,
    share: shareWords(hours.all),
    later: shareWords(later?.hours.all),
    yes: hoursOf(hours.all.yes),
    no: hoursOf(hours.all.no),
    unknown: hoursOf(hours.all.unknown),
    notAsked: hoursOf(hours.all["not-applicable"]),
    parts: part({ id, title, severity, hours }),
  };
}

/** Names of the parts of the week. */
export function partNames({ content }: Context) {
  return weekParts.map((part) => ({ part, name: say(content.copy, `week_parts.${part}`) }));
}
