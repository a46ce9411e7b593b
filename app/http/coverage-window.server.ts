import type { Instant } from "#app/domain/time/instant.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

export type CoverageWindow = {
  readonly from: Instant;
  readonly to: Instant;
  readonly knownAt?: Instant;
  readonly fields: Readonly<Record<string, string>>;
  readonly typed: { readonly from?: string; readonly days?: string; readonly knownAt?: string };
};

const daysDefault = 30;

/** The window that a page's address asks for: local days of the unit, from today and 30 unless said otherwise. */
export function coverageWindow(ctx: Context, request: Request, zone: string): CoverageWindow {
  const search = new URL(request.url).searchParams;
  const text = (name: string) => search.get(name)?.slice(0, 40) || undefined;
  const typed = { from: text("from"), days: text("days"), knownAt: text("knownAt") };
  const fields: Record<string, string> = {};
  const daysMax = ctx.content.staffing.coverageDaysMax.value;
  let days = Number(typed.days ?? daysDefault);
  if (!Number.isInteger(days) || days < 1 || days >= daysMax) {
    fields.days = `Write a number of days from 1 to ${daysMax - 1}.`;
    days = daysDefault;
  }
  const start = typed.from ? readUnitTime(`${typed.from}T12:00`, zone) : null;
  if (start && !start.ok) fields.from = "Write a date, such as 2026-11-22.";
  const noon = start?.ok ? start.at : ctx.now;
  const known = typed.knownAt ? readUnitTime(typed.knownAt, zone) : null;
  if (known && !known.ok) fields.knownAt = known.words;
  if (known?.ok && known.at > ctx.now)
    fields.knownAt = "That cannot be known yet. Write a time up to now.";
  const isKnown = known?.ok && fields.knownAt === undefined;
  return {
    from: startOfLocalDay(noon, zone),
    to: startOfLocalDay(noon, zone, days),
    ...(isKnown ? { knownAt: known.at } : {}),
    fields,
    typed,
  };
}
