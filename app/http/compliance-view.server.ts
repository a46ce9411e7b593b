import { say } from "#app/domain/copy.ts";
import { type ComplianceRow, shareMet, weekParts } from "#app/domain/coverage/compliance.ts";
import type { Tally } from "#app/domain/coverage/judged.ts";
import { minute } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { Compliance, ComplianceLine } from "#app/operations/coverage/compliance.server.ts";
import { ownSetOf } from "#app/operations/coverage/rule-own.server.ts";
import { wordingFor } from "#app/operations/coverage/wording.server.ts";

/** The year that an address asks for, else the present one; and whose days are drawn. */
export function askedYear(ctx: Context, request: Request, zone: string) {
  const search = new URL(request.url).searchParams;
  const text = search.get("year") ?? "";
  const year = /^\d{4}$/.test(text) ? Number(text) : localParts(ctx.now, zone).year;
  return { year, rule: search.get("rule") || null };
}

/** A year's misses with their causes in words, in order of time. */
export function missViews(ctx: Context, { misses, replayed }: Compliance) {
  const words = wordingFor(ctx.content, replayed.named);
  return misses.map(({ start, end, rule, title, answer, reasons, later }) => ({
    ...{ start, end, rule, title, answer, later },
    laterMet: shareMet(later),
    causes: [...new Set(reasons.map(words.reason))],
  }));
}

/** What a line of the year is called: the answer, a set, a published standard, a rule. */
export function lineTitle(
  { content }: Context,
  { unit }: Pick<Compliance, "unit">,
  { kind, id, title }: Pick<ComplianceRow, "kind" | "id" | "title">,
): string {
  if (kind === "answer") return "The answer";
  if (kind === "rule") return title;
  const of = (id ?? "").slice(kind.length + 1);
  if (kind === "standard")
    return templateOf(content, of)?.title ?? content.sources.get(of)?.cite ?? of;
  if (of === ownSetOf(unit)) return "The unit's own rules, all at once";
  if (of === content.tiers.guard.id) return `${content.tiers.guard.title}, all at once`;
  return `Tier: ${say(content.copy, `tiers.${of}`)}, all at once`;
}

function templateOf({ tiers }: Context["content"], source: string) {
  return tiers.templates.find(({ rules }) => rules.some((rule) => rule.source === source));
}

/** What the figure of a published standard says and what it does not, where content says so. */
export function measuredBy(ctx: Context, { kind, id }: Pick<ComplianceRow, "kind" | "id">) {
  if (kind !== "standard") return null;
  return templateOf(ctx.content, (id ?? "").slice(kind.length + 1))?.measures ?? null;
}

/** "99.3 %", rounded down so that what is not whole never reads as whole; "–" where it was never asked. */
export function shareWords(tally: Tally | undefined): string {
  const share = tally ? shareMet(tally) : null;
  return share === null ? "–" : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** "8321:30": hours and minutes, so that a share can be worked out again from them. */
export function clockOf(ms: number): string {
  const minutes = Math.round(ms / minute);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes to the thousandth. */
export function minutesOf(ms: number): number {
  return Math.round(ms / (minute / 1000)) / 1000;
}

/** How long it was what, as pages show it. */
export function tallyView(tally: Tally) {
  return {
    share: shareWords(tally),
    yes: clockOf(tally.yes),
    no: clockOf(tally.no),
    unknown: clockOf(tally.unknown),
    notAsked: clockOf(tally["not-applicable"]),
  };
}

/** One line of the year's table. */
export function complianceView(ctx: Context, kept: Compliance, row: ComplianceLine) {
  const { id, kind, severity, hours, later } = row;
  const parts = weekParts.map((part) => {
    return {
      part,
      told: tallyView(hours.parts[part]),
      later: shareWords(later?.hours.parts[part]),
    };
  });
  const title = lineTitle(ctx, kept, row);
  return {
    id,
    kind,
    severity,
    title: kind === "rule" ? `${id}, ${title}` : title,
    measures: measuredBy(ctx, row),
    told: tallyView(hours.all),
    later: later ? tallyView(later.hours.all) : null,
    parts,
  };
}
export type ComplianceView = ReturnType<typeof complianceView>;

/** Names of the parts of the week. */
export function partNames({ content }: Context) {
  return weekParts.map((part) => ({ part, name: say(content.copy, `week_parts.${part}`) }));
}

/** Columns of a file of figures: minutes of each answer and the share that follows from them. */
export const figureNames = [
  "met_minutes",
  "not_met_minutes",
  "unknown_minutes",
  "not_asked_minutes",
  "share_met",
];

/** Its cells; all empty where nothing is known of it. The share is worked out from the minutes beside it. */
export function figureCells(tally: Tally | undefined): (string | number)[] {
  if (!tally) return figureNames.map(() => "");
  const [yes, no, unknown] = [tally.yes, tally.no, tally.unknown].map(minutesOf) as [
    number,
    number,
    number,
  ];
  const share = shareMet({ ...tally, yes, no, unknown });
  const figures = [yes, no, unknown, minutesOf(tally["not-applicable"])];
  return [...figures, share === null ? "" : share.toFixed(5)];
}
