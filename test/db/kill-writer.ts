import { v7 as uuid } from "uuid";
import { openRecord } from "#app/database.server.ts";
import { allow } from "#app/domain/result.ts";
import { readEnv } from "#app/env.server.ts";
import { act } from "#app/operations/act.server.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { openHouse } from "#app/start.server.ts";
import { organisation, programme } from "#db/schema/people.ts";

/**
 * Founds organisations with a programme each, two facts to an act and many acts at once, until it is
 * killed. Prints the code of every act that was answered as done.
 */
const [dataDir = ""] = process.argv.slice(2);
const env = readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
const { url } = await openRecord(env);
const { house } = await openHouse({
  databaseUrl: url,
  publicOrigin: "http://localhost",
  signingKeyFile: env.signingKeyFile,
  logLevel: "silent",
  demonstration: false,
  demoPassword: null,
});
const atOnce = 12;

function found(code: string) {
  return act(contextAs(house, system), "organisation.create", {}, async ({ tx, record }) => {
    const [id, programmeId] = [uuid(), uuid()];
    await tx
      .insert(organisation)
      .values({ id, code, name: code, entrySeq: await record({ organisation: code }) });
    await tx.insert(programme).values({
      id: programmeId,
      organisationId: id,
      code,
      name: code,
      release: "2026-1",
      timeZone: "Europe/Berlin",
      entrySeq: await record({ programme: code }),
    });
    return allow();
  });
}

async function work(worker: number) {
  for (let n = 0; ; n += 1) {
    const code = `o-${process.pid}-${worker}-${n}`;
    const founded = await found(code).catch(() => null);
    if (founded?.ok) process.stdout.write(`done ${code}\n`);
  }
}

await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
