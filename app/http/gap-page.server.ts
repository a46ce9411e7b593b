import type { RuleGap } from "#app/domain/coverage/gap/rule-gaps.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { day, type Instant, later, parseInstant } from "#app/domain/time/instant.ts";
import { holds, type Interval } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import { gapDaysMax } from "#app/operations/coverage/gap/decide-gap.server.ts";
import { showGaps } from "#app/operations/coverage/gap/show-gaps.server.ts";
import { gapLineView, mayDecide } from "./gap-lines.server.ts";
import { plainTime, thisMinute } from "./unit-time.server.ts";

type Address = { readonly unit?: string; readonly rule?: string; readonly start?: string };

/**
 * A gap by its address: the rule, and an instant of the gap or where a decision left off. `gap` is null
 * where the rule is met then.
 */
export async function gapPage(ctx: Context, { unit: unitCode = "", rule = "", start }: Address) {
  const at = parseInstant(start ?? "");
  if (at === null) return refuse("not_found");
  const window = { from: later(at, -2 * day), to: later(at, gapDaysMax * day) };
  const found = await showGaps(ctx, { unitCode, ...window });
  if (!found.ok) return found;
  const { unit, lines } = found.value;
  const line = lines.find((gap) => gap.rule === rule && holds(gap, at)) ?? null;
  // What is to be decided: from the address on, as far as nothing is decided yet.
  const open = line?.undecided.find(({ end }) => at < end && ctx.now < end) ?? null;
  const times = timesOf(line, open, { now: ctx.now, zone: unit.timeZone });
  return allow({
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    at,
    rule,
    gap: line && gapLineView(ctx, found.value, line),
    open,
    /** The form of a shift that would fill it, its times in it. */
    fill: `/units/${unit.code}/shifts/new?${new URLSearchParams(times)}`,
    mayDecide: mayDecide(ctx, found.value),
  }) satisfies Result<{ at: Instant }>;
}

/** What of it is still to come. Where nothing says when it ends, whoever fills it knows their shift. */
function timesOf(
  gap: RuleGap | null,
  open: Interval | null,
  { now, zone }: { now: Instant; zone: string },
): Record<string, string> {
  const during = open ?? gap;
  if (gap === null || during === null || during.end <= now) return {};
  const start = plainTime(Math.max(during.start, thisMinute(now)) as Instant, zone);
  const isOpenEnded = gap.isCutAtEnd && during.end === gap.end;
  return isOpenEnded ? { start } : { start, end: plainTime(during.end, zone) };
}
