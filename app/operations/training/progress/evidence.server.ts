import { type Evidence, type Rules, rulesOf } from "#app/domain/training/evidence.ts";
import type { Transaction } from "#db/client.server.ts";
import { everything } from "#db/store/known.server.ts";
import { loadAssessorRecord, loadEvidence } from "#db/store/training/evidence.server.ts";
import { fellowshipsOf } from "#db/store/training/fellowships.server.ts";
import type { Context } from "../../context.server.ts";
import { standingRules } from "../../coverage/facts.server.ts";

/** All that speaks for a person, and the rules of the release that they train under. */
export type Judgeable = { readonly evidence: Evidence; readonly rules: Rules };

/**
 * What a person's progress is computed from, as known through an entry (in an act: everything).
 * The release is that of the latest fellowship begun by then; without one, the current release.
 */
export async function judgeable(
  { content }: Pick<Context, "content">,
  tx: Transaction,
  personId: string,
  knownThrough: number = everything,
): Promise<Judgeable> {
  const standing = standingRules(content);
  const evidence = await loadEvidence(tx, personId, knownThrough, standing, content.portfolio);
  const fellowship = (await fellowshipsOf(tx, personId, knownThrough)).at(-1);
  return { evidence, rules: rulesOf(content, fellowship?.release ?? content.current.version) };
}

/** What could entitle a person to assess, as known now. */
export function assessorRecord({ content }: Pick<Context, "content">, tx: Transaction, id: string) {
  return loadAssessorRecord(tx, id, everything, standingRules(content));
}
