import { day, hour, type Instant, later } from "../../time/instant.ts";
import type { Interval } from "../../time/interval.ts";
import { type GapDecision, undecided } from "./decision.ts";
import type { RuleGap } from "./rule-gaps.ts";

/** How long before a gap it is told of, the farthest first. */
export const alertStages = ["30d", "72h", "24h", "2h"] as const;
export type AlertStage = (typeof alertStages)[number];

const before: Record<AlertStage, number> = {
  "30d": 30 * day,
  "72h": 72 * hour,
  "24h": 24 * hour,
  "2h": 2 * hour,
};
const stagesMs = alertStages.map((stage) => before[stage]);

/** So far back a gap that has begun is looked for; one that began earlier is known by its alerts. */
export const lookBackMs = day;
export const lookAheadMs = 30 * day;

/** An alert that was given: workspace rows, read and written as they are. */
export type GivenAlert = Interval & {
  readonly id: string;
  readonly rule: string;
  readonly stage: AlertStage;
};

export type DueAlert = Interval & {
  readonly gap: RuleGap;
  readonly stage: AlertStage;
  /** Nothing was told of this gap before. */
  readonly isFirst: boolean;
};

export type ClosedGap = Interval & {
  readonly rule: string;
  /** `met`: the rule is met after all. `passed`: the time is over. */
  readonly because: "met" | "passed";
};

export type AlertPlan = {
  readonly due: readonly DueAlert[];
  readonly closed: readonly ClosedGap[];
  /** Ids of alerts that say nothing any more. */
  readonly gone: readonly string[];
  /** Alerts of a gap that now ends at another time. */
  readonly moved: readonly { readonly id: string; readonly end: Instant }[];
};

type Asked = {
  /** Raw gaps of block rules, over [now − lookBackMs, now + lookAheadMs). */
  readonly gaps: readonly RuleGap[];
  readonly decisions: readonly GapDecision[];
  readonly given: readonly GivenAlert[];
  readonly now: Instant;
};

/**
 * What is to be told now, given what was told. An undecided part of a gap is told of once at each stage,
 * at its nearest one where it turns up late; a part that grew is told of anew; one whose beginning is met
 * is closed, and what is left of it is another gap. What is merely not published yet is told of from 72 h on, as the
 * edge of what is published moves every day.
 */
export function alertPlan({ gaps, decisions, given, now }: Asked): AlertPlan {
  const { closed, gone, kept } = closings(gaps, given, now);
  const due: DueAlert[] = [];
  const moved: { id: string; end: Instant }[] = [];
  const regrown: string[] = [];
  for (const gap of gaps) {
    for (const part of undecided(gap, decisions, now)) {
      if (part.end <= now) continue;
      const own = alertsOf(kept, gap, part);
      const isCut = gap.isCutAtEnd && part.end === gap.end;
      const grew = !isCut && own.some((each) => each.end < part.end);
      if (grew) regrown.push(...own.map(({ id }) => id));
      const known = grew ? [] : own;
      for (const each of known)
        if (each.end !== part.end) moved.push({ id: each.id, end: part.end });
      const stage = stageOf(gap, part.start, now);
      if (stage === null || known.some((each) => each.stage === stage)) continue;
      const start = known[0]?.start ?? part.start;
      due.push({ gap, stage, isFirst: known.length === 0, start, end: part.end });
    }
  }
  return { due, closed, gone: [...gone, ...regrown], moved };
}

/** Alerts of the very part: they begin with it, or before the window where it was cut there. */
function alertsOf(kept: readonly GivenAlert[], gap: RuleGap, part: Interval): GivenAlert[] {
  const isCut = gap.isCutAtStart && part.start === gap.start;
  return kept.filter(
    (each) =>
      each.rule === gap.rule &&
      (each.start === part.start || (isCut && each.start < part.start && each.end > part.start)),
  );
}

function closings(gaps: readonly RuleGap[], given: readonly GivenAlert[], now: Instant) {
  const closed = new Map<string, ClosedGap>();
  const gone: string[] = [];
  const kept = given.filter((each) => {
    const from = Math.max(each.start, later(now, -lookBackMs)) as Instant;
    const isThere = gaps.some(
      (gap) => gap.rule === each.rule && gap.start <= from && from < gap.end,
    );
    if (isThere && now < each.end) return true;
    const isOver = each.end <= now;
    const { rule, start, end } = each;
    gone.push(each.id);
    closed.set(`${rule} ${start}`, { rule, start, end, because: isOver ? "passed" : "met" });
    return false;
  });
  return { closed: [...closed.values()], gone, kept };
}

/** Counts of the coming weeks are never known; what lies beyond the roster lacks the roster. */
const unpublished: ReadonlySet<string> = new Set(["roster_absent", "condition_unknown"]);

/** The nearest stage that is reached; null while the gap is farther away than the first one. */
export function stageOf(
  gap: Pick<RuleGap, "reasons" | "isCutAtEnd">,
  start: Instant,
  now: Instant,
): AlertStage | null {
  const reached = alertStages.filter((stage) => start - now <= before[stage]);
  const nearest = reached.at(-1) ?? null;
  const isUnpublished = gap.isCutAtEnd && gap.reasons.every(({ code }) => unpublished.has(code));
  return nearest === "30d" && isUnpublished ? null : nearest;
}

/**
 * When time alone, nothing being recorded, gives something to tell: the next stage or the next end.
 * @returns null where there is none.
 */
export function nextAlertAt({ gaps, decisions, given, now }: Asked): Instant | null {
  const starts = [...gaps.map(({ start }) => start), ...decisions.map(({ during }) => during.end)];
  const edges = [
    ...starts.flatMap((start) => stagesMs.map((ms) => later(start, -ms))),
    ...[...gaps, ...given].map(({ end }) => end),
  ];
  const next = edges.reduce<number>((a, b) => (b > now && b < a ? b : a), Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? (next as Instant) : null;
}
