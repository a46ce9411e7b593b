import { forever, type Instant } from "../time/instant.ts";
import { cutAt, type Interval, joinWhen } from "../time/interval.ts";
import type { EntrustmentDecision, ExternalCredential } from "./holder.ts";
import type { CredentialTimeline, StateStretch } from "./standing.ts";

/** The lowest entrustment level that gives standing on a roster, and its EPA: FELLOW-L3. */
const rosterLevel = 3;
const rosterEpa = "EPA-01";

/** The code that an entrustment counts as: FELLOW-L3 for EPA-01 at level 3, else EPA-07-L4 and the like. */
export function entrustmentCode(epa: string, level: number): string {
  return epa === rosterEpa ? `FELLOW-L${level}` : `${epa}-L${level}`;
}

/** An outside credential over time: what is only attested never counts. */
export function externalTimeline(each: ExternalCredential): CredentialTimeline {
  const { during, evidence } = each;
  const slices = cutAt(each.reverifyBy === null ? [] : [each.reverifyBy], during);
  const stretches = slices.map((slice): StateStretch => {
    if (evidence === "attested") return { ...slice, state: "attested", counts: "no" };
    const overdue = each.reverifyBy !== null && slice.start >= each.reverifyBy;
    return { ...slice, state: "issued", counts: overdue || !each.readable ? "unknown" : "yes" };
  });
  const joined = joinWhen(stretches, (a, b) => a.state === b.state && a.counts === b.counts);
  return timeline(each.id, each.code, "external", during, joined);
}

/** The latest decision about an EPA rules from its beginning, so that trust can also be taken back. */
export function entrustmentTimelines(
  decisions: readonly EntrustmentDecision[],
): CredentialTimeline[] {
  return decisions.flatMap((decision) => {
    const later = decisions
      .filter((other) => other.epa === decision.epa && other.recordedAt > decision.recordedAt)
      .map((other) => other.during.start);
    const end = Math.min(decision.during.end, ...later) as Instant;
    if (end <= decision.during.start) return [];
    const during = { start: decision.during.start, end };
    const levels = [];
    for (let l = Math.min(rosterLevel, decision.level); l <= decision.level; l++) levels.push(l);
    return levels.map((level) => {
      const stretch: StateStretch = { ...during, state: "issued", counts: "yes" };
      return timeline(decision.id, entrustmentCode(decision.epa, level), "own", during, [stretch]);
    });
  });
}

function timeline(
  id: string,
  code: string,
  kind: "own" | "external",
  validity: Interval,
  within: readonly StateStretch[],
): CredentialTimeline {
  const after: StateStretch[] =
    validity.end === forever
      ? []
      : [{ start: validity.end, end: forever, state: "expired", counts: "no" }];
  return { id, code, kind, validity, stretches: [...within, ...after] };
}
