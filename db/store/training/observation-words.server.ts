import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../client.server.ts";
import { narrative } from "../../schema/person.ts";
import { observation } from "../../schema/training.ts";

/** What was said to a fellow about one competency or EPA, by observation; erased words are left out. */
export async function feedbackAbout(
  tx: Transaction,
  fellowId: string,
  subjectCode: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: observation.id, text: narrative.text })
    .from(observation)
    .innerJoin(narrative, eq(narrative.id, observation.narrativeId))
    .where(and(eq(observation.fellowId, fellowId), eq(observation.subjectCode, subjectCode)));
  return new Map(rows.flatMap(({ id, text }) => (text === null ? [] : [[id, text] as const])));
}
