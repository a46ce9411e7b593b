import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { keptSecret } from "#db/kept-secret.server.ts";
import type { Env } from "./env.server.ts";

export type DemonstrationSecrets = { readonly password: string; readonly apiToken: string };

/**
 * The password of the demonstration accounts and the token of its machine client: those of the
 * environment, or else made once and kept in the data directory with mode 0600.
 */
export function demonstrationSecrets(env: Env): DemonstrationSecrets {
  const password = () => randomBytes(9).toString("hex").match(/.{6}/g)?.join("-") ?? "";
  const token = () => `sys_${randomBytes(30).toString("base64url")}`;
  return {
    password: env.demoPassword ?? keptSecret(join(env.dataDir, "demo-password"), password),
    apiToken: env.demoApiToken ?? keptSecret(join(env.dataDir, "demo-api-token"), token),
  };
}
