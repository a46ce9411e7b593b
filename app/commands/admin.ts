import { resolve } from "node:path";
import { borrowRecord } from "#app/database.server.ts";
import { type Env, readEnv } from "#app/env.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { openHouse } from "#app/start.server.ts";
import { apiClient } from "./admin/api-client.ts";
import type { Errand } from "./admin/errand.ts";
import { firstAdministrator } from "./admin/first-administrator.ts";
import { verifyLedger } from "./admin/verify-ledger.ts";
import { complain, explainFailure, loadDotEnv, say } from "./terminal.ts";

const errands: readonly Errand[] = [firstAdministrator, apiClient, verifyLedger];

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
  return inHouse(readEnv(process.env), (house) => errand.run(house, args));
}

async function inHouse<T>(env: Env, work: (house: House) => Promise<T>): Promise<T> {
  const record = await borrowRecord(env);
  try {
    const opened = await openHouse({
      databaseUrl: record.url,
      publicOrigin: env.publicOrigin ?? `http://localhost:${env.port}`,
      signingKeyFile: env.signingKeyFile,
      logLevel: "warn",
      demonstration: env.demo,
      demoPassword: null,
    });
    return await work(opened.house).finally(() => opened.close());
  } finally {
    await record.close();
  }
}
