import { day } from "../time/instant.ts";
import { forever, type Instant } from "../time/interval.ts";
import { addMonths } from "../time/wall-time.ts";
import { type Evidence, isConfirmed, type Rules } from "./evidence.ts";
import { type WorkingTime, windowStart, workedMonths, workedUntil } from "./working-time.ts";

/**
 * The earliest later instant at which time alone can change any line of any progress: what has been found
 * at `at` holds until then, unless new evidence comes. `forever` where nothing known will change it.
 *
 * What changes by time: evidence of a later date happens, a case or a certificate leaves its window, a
 * month of training is complete, a credential, an entrustment or a rule on identity evidence begins or ends.
 */
export function progressUntil(
  { release, logRoles }: Rules,
  evidence: Evidence,
  at: Instant,
): Instant {
  const months = release.requirements.recencyWindowMonths.value;
  const weightOf = new Map(logRoles.map((each) => [each.code, each.weight.value]));
  const counted = evidence.cases.filter((each) => isConfirmed(each) && weightOf.get(each.role));
  const records = evidence.records.filter((each) => each.kind === "certificate");
  const window = { at, months };
  const edges = [
    ...happenings(evidence),
    ...standingEdges(evidence),
    nextMonth(evidence, at),
    ...leaving(
      counted.map((each) => each.performedAt),
      { ...window, workingTime: evidence.workingTime },
    ),
    ...leaving(
      records.map((each) => each.completedAt),
      { ...window, workingTime: [] },
    ),
  ];
  return edges.reduce((first, each) => (each > at && each < first ? each : first), forever);
}

function happenings({ cases, observations, records, fellowships }: Evidence): Instant[] {
  return [
    ...cases.map((each) => each.performedAt),
    ...observations.map((each) => each.observedAt),
    ...records.map((each) => each.completedAt),
    ...fellowships.map((each) => each.during.start),
  ];
}

function standingEdges({ credentials, externals, entrustments, countedAssurance }: Evidence) {
  const periods = [
    ...[...credentials, ...externals].flatMap((each) => each.counts),
    ...entrustments.map((each) => each.during),
  ];
  const since = countedAssurance.map((each) => each.since);
  return [...periods.flatMap(({ start, end }) => [start, end]), ...since];
}

/** When the next month of any fellowship is complete. */
function nextMonth({ fellowships, workingTime }: Evidence, at: Instant): Instant {
  const next = fellowships
    .filter(({ during }) => during.start <= at && at < during.end)
    .map(({ during: { start, end } }) => {
      const months = workedMonths(start, at, workingTime) + 1;
      const complete = workedUntil(start, addMonths(start, months) - start, workingTime);
      return complete <= end ? complete : forever;
    });
  return Math.min(forever, ...next) as Instant;
}

/** Beyond the next leap day, in all but a few years of a thousand. */
const searched = 5 * 366 * day;

type Window = {
  readonly at: Instant;
  readonly months: number;
  readonly workingTime: readonly WorkingTime[];
};

/**
 * When the first of what is in the window leaves it, or may come back: where the day of `at` is missing
 * from the month in which the window begins (29 February), the window's beginning jumps back once.
 */
function leaving(instants: readonly Instant[], { at, months, workingTime }: Window): Instant[] {
  const past = instants.filter((each) => each <= at);
  if (past.length === 0) return [];
  const since = windowStart(at, months, workingTime);
  const inside = past.filter((each) => each > since);
  const first = inside.reduce((least, each) => (each < least ? each : least), forever);
  const jump = nextMissingDay(at, months);
  if (first === forever) return [jump];
  const isOut = (when: number) => windowStart(when as Instant, months, workingTime) >= first;
  // by then the window would begin after it even if nothing more were worked than what is known
  const latest = Math.min(jump - 1, addMonths(first, months) + notWorked(workingTime) + 2 * day);
  if (latest <= at || !isOut(latest)) return [jump];
  let [kept, gone] = [at as number, latest];
  while (gone - kept > 1) {
    const middle = Math.floor((kept + gone) / 2);
    if (isOut(middle)) gone = middle;
    else kept = middle;
  }
  return [gone as Instant, jump];
}

function notWorked(workingTime: readonly WorkingTime[]): number {
  return workingTime.reduce((sum, { during }) => sum + (during.end - during.start), 0);
}

/** The next midnight (UTC) of a day whose month, so many months earlier, has no such day; or before it. */
function nextMissingDay(at: Instant, months: number): Instant {
  const first = (Math.floor(at / day) + 1) * day;
  for (let midnight = first; ; midnight += day) {
    if (midnight - first > searched) return midnight as Instant;
    const date = new Date(midnight).getUTCDate();
    if (date < 29) continue;
    const before = addMonths(midnight as Instant, -months);
    if (new Date(before).getUTCDate() !== date) return midnight as Instant;
  }
}
