import { resolve } from "node:path";
import { borrowRecord } from "#app/database.server.ts";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { type Env, readEnv } from "#app/env.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { mayIssueAs } from "#app/operations/credential/issuing-name.server.ts";
import { type OpenHouse, openHouse } from "#app/start.server.ts";
import { apiClient } from "./admin/api-client.ts";
import type { Errand } from "./admin/errand.ts";
import { firstAdministrator } from "./admin/first-administrator.ts";
import { keys } from "./admin/keys.ts";
import { verifyLedger } from "./admin/verify-ledger.ts";
import { verifyReceipt } from "./admin/verify-receipt.ts";
import { complain, explainFailure, loadDotEnv, say } from "./terminal.ts";

const errands: readonly Errand[] = [
  firstAdministrator,
  apiClient,
  keys,
  verifyLedger,
  verifyReceipt,
];

const width = Math.max(...errands.map(({ name }) => name.length));
const usage = `npm run admin -- <errand> [--help]

${errands.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`).join("\n")}

Settings come from the environment, as for npm start (.env.example lists them).`;

try {
  process.chdir(resolve(import.meta.dirname, "../.."));
  loadDotEnv();
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  complain(explainFailure(error));
  process.exitCode = 1;
}

async function main([name, ...args]: readonly string[]): Promise<boolean> {
  if (name === undefined || name === "--help") {
    say(usage);
    return name !== undefined;
  }
  const errand = errands.find((each) => each.name === name);
  if (!errand) {
    complain(`There is no errand "${name}".\n\n${usage}`);
    return false;
  }
  if (args.includes("--help")) {
    say(errand.help);
    return true;
  }
  const alone = errand.alone?.(args) ?? null;
  if (alone !== null) return alone;
  return inHouse(readEnv(process.env), (house) => errand.run(house, args));
}

async function inHouse<T>(env: Env, work: (house: House) => Promise<T>): Promise<T> {
  const record = await borrowRecord(env);
  try {
    const opened = await openAsIssued(env, record.url);
    return await work(opened.house).finally(() => opened.close());
  } finally {
    await record.close();
  }
}

/** Under the address that the record's credentials carry, which names its keys; as a start would be. */
async function openAsIssued(env: Env, databaseUrl: string): Promise<OpenHouse> {
  const open = (publicOrigin: string) =>
    openHouse({
      databaseUrl,
      publicOrigin,
      signingKeyFile: env.signingKeyFile,
      logLevel: "warn",
      demonstration: env.demo,
      demoPassword: null,
    });
  const opened = await open(env.publicOrigin ?? `http://localhost:${env.port}`);
  const may = await mayIssueAs(opened.house);
  if (may.ok) return opened;
  await opened.close();
  const issuedAs = String(may.refusal.detail?.origin ?? "");
  if (env.publicOrigin || !issuedAs) {
    throw cannotStart(`PUBLIC_ORIGIN is not ${issuedAs}, as which credentials were issued.`);
  }
  return open(issuedAs);
}
