import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import type { WorklistItem } from "#app/domain/signoff/worklist.ts";
import { day, forever, type Instant, later } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { personsById } from "#db/store/people-by-id.server.ts";
import type { Unconfirmed } from "#db/store/training/cohort.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { complicationsIn } from "#db/store/training/worklist.server.ts";
import type { Context } from "../../context.server.ts";
import { cohortFacts } from "./cohort-memory.server.ts";

/** Cases that wait for the director to review them, or for supervisors to confirm them. */
export async function ofCases(
  ctx: Context,
  tx: Transaction,
  all: readonly Fellowship[],
  now: Instant,
): Promise<WorklistItem[]> {
  const { content } = ctx;
  const by = new Map(all.map((each) => [each.id, each]));
  const complications = await complicationsIn(tx, [...by.keys()]);
  const old = later(now, -content.portfolio.oversight.unconfirmedDays.value * day);
  const facts = await cohortFacts(ctx, tx, [...new Set(all.map((each) => each.fellowId))]);
  const waiting = [...facts.values()]
    .flatMap((each) => each.unconfirmed)
    .map((each) => ({ ...each, performed: each.performed.filter((at) => at < old) }))
    .filter((each) => each.performed.length > 0);
  return [
    ...complications.flatMap(({ id, fellowshipId, activity, performedAt }) => {
      const fellow = by.get(fellowshipId);
      if (!fellow) return [];
      const found = findActivity(releaseOf(content, fellow.release), activity);
      const about = found?.name ?? activity;
      const at = performedAt;
      const item = { fellowshipId, fellowName: fellow.fellowName, about, count: 1, at, id };
      return [{ ...item, kind: "complication" as const }];
    }),
    ...(await ofUnconfirmed(tx, by, waiting)),
  ];
}

/** So many supervisors are named for one fellow; the others are counted. */
const namedMost = 2;

/** One for each fellow and way of coming in, with whom most of the cases wait for. */
async function ofUnconfirmed(
  tx: Transaction,
  fellowships: ReadonlyMap<string, Fellowship>,
  waiting: readonly Unconfirmed[],
): Promise<WorklistItem[]> {
  const supervisors = await personsById(tx, [...new Set(waiting.map((each) => each.supervisorId))]);
  const groups = new Map<string, Unconfirmed[]>();
  for (const each of waiting) {
    const key = `${each.fellowshipId} ${each.provenance}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const most = group.sort((a, b) => b.performed.length - a.performed.length);
    const fellow = fellowships.get(most[0]?.fellowshipId ?? "");
    if (!fellow) return [];
    const names = most.map((each) => supervisors.get(each.supervisorId)?.name ?? "");
    const rest = names.length - namedMost;
    const times = most.flatMap((each) => each.performed);
    const named = names.slice(0, namedMost).join(", ");
    return [
      {
        kind: most[0]?.provenance === "imported" ? ("imported" as const) : ("unconfirmed" as const),
        fellowshipId: fellow.id,
        fellowName: fellow.fellowName,
        about: rest > 0 ? `${named} and ${rest} more` : named,
        count: times.length,
        at: times.reduce((first, each) => (each < first ? each : first), forever),
        id: null,
      },
    ];
  });
}
