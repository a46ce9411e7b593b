import type { Content } from "#app/domain/content.ts";
import type { HolderRecord } from "#app/domain/credential/holder.ts";
import { type CredentialState, stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { forever, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { standingRules } from "../coverage/facts.server.ts";

/** What a credential is at an instant, from when, and until when nothing known changes it. */
export type Standing = {
  readonly state: CredentialState;
  readonly counts: boolean;
  readonly since: Instant;
  /** Null: nothing that is known ends it. */
  readonly until: Instant | null;
  /** Of a limited one: the parts that it lacks, down to the first cause. */
  readonly parts: readonly string[];
};

/** The standing of these people's credentials, by credential id; nothing for what is not in force yet. */
export async function standingsAt(
  tx: Transaction,
  content: Content,
  personIds: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, Standing>> {
  const records = await holderRecords(tx, personIds, everything);
  return new Map([...records.values()].flatMap((record) => standingsOf(content, record, at)));
}

function standingsOf(content: Content, record: HolderRecord, at: Instant): [string, Standing][] {
  return timelinesOf(record, standingRules(content)).flatMap((timeline) => {
    const found = stretchAt(timeline, at);
    if (!found) return [];
    const { state, counts, start: since, end, parts = [] } = found;
    const until = end === forever ? null : end;
    return [[timeline.id, { state, counts: counts === "yes", since, until, parts }]];
  });
}
