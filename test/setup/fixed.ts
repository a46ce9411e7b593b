import { join } from "node:path";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import type { HouseOptions } from "#app/start.server.ts";

/** The moment at which the tests' world stands: 03:12 UTC on a Sunday. */
export const anchor = parseInstant("2026-11-22T03:12:00Z") as Instant;

/** Of the demonstration accounts and the machine client, in tests alone. */
export const demonstration = {
  password: "quiet-harbour-at-night",
  apiToken: "sys_demonstration0token0for0tests0only00",
} as const;

/** Where the browser tests find the portal; every house of a run issues credentials in this name. */
export const port = Number(process.env.E2E_PORT ?? 4173);
export const publicOrigin = `http://localhost:${port}`;

/** @param folder  Of this run: every house of it signs with the same key. */
export function houseOptions(databaseUrl: string, folder: string): HouseOptions {
  return {
    databaseUrl,
    publicOrigin,
    signingKeyFile: join(folder, "signing-key.json"),
    logLevel: process.env.LOG_LEVEL ?? "silent",
    demonstration: true,
    demoPassword: demonstration.password,
    poolSize: 4,
  };
}
