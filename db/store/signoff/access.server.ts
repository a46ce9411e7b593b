import type { Instant } from "#app/domain/time/instant.ts";
import type { Database } from "../../client.server.ts";
import { accessLog } from "../../schema/people.ts";

/** Notes who looked into whose dossier. Outside acts and questions: looking changes nothing else. */
export async function insertAccess(
  db: Database,
  row: {
    readonly id: string;
    readonly at: Instant;
    readonly actorId: string;
    readonly subjectId: string;
    readonly what: string;
  },
) {
  await db.insert(accessLog).values(row);
}
