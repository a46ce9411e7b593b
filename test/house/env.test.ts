import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRecord } from "#app/database.server.ts";
import { isCannotStart } from "#app/domain/cannot-start.ts";
import { readEnv, variableNames } from "#app/env.server.ts";
import { root } from "./sources.ts";

const example = readFileSync(join(root, ".env.example"), "utf8");
const database = "postgres://systole:secret@db.example:5432/systole";

it("lists in .env.example every variable that is read, and no other", () => {
  const listed = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect([...listed].sort()).toEqual([...variableNames, "CHROMIUM_PATH"].sort());
});

it("needs nothing: an embedded database, the demonstration, loopback only", () => {
  const env = readEnv({});
  expect(env).toMatchObject({ port: 3000, host: "localhost", databaseUrl: null, demo: true });
  expect(env.signingKeyFile).toBe(join(env.dataDir, "signing-key.json"));
});

it("never loads the demonstration into a database of one's own unless told to", () => {
  expect(readEnv({ DATABASE_URL: database }).demo).toBe(false);
  expect(readEnv({ DATABASE_URL: database, DEMO: "1" }).demo).toBe(true);
  expect(readEnv({ DEMO: "0" }).demo).toBe(false);
});

it("takes an empty value for an absent one", () => {
  expect(readEnv({ PORT: "", DEMO_PASSWORD: " " })).toMatchObject({
    port: 3000,
    demoPassword: null,
  });
});

it.each([
  ["PORT", "80a"],
  ["PORT", "65536"],
  ["HOST", "not a host"],
  ["PUBLIC_ORIGIN", "systole.example"],
  ["PUBLIC_ORIGIN", "https://portal.example/"],
  ["PUBLIC_ORIGIN", "https://portal.example/systole"],
  ["DATABASE_URL", "mysql://systole@db.example/systole"],
  ["MIGRATION_DATABASE_URL", "somewhere"],
  ["DEMO", "yes"],
  ["DEMO_PASSWORD", "short"],
  ["DEMO_API_TOKEN", "sys_short"],
  ["SMTP_URL", "http://mail.example"],
  ["EGRESS_ALLOW", "a b"],
  ["OIDC_ISSUER", "login"],
  ["TRUST_PROXY", "true"],
  ["LOG_LEVEL", "loud"],
])("stops the start with one line when %s is %s, without repeating the value", (name, value) => {
  const line = refusal({ [name]: value });
  expect(line).toContain(`${name}: `);
  expect(line).not.toContain("\n");
  if (value.length > 5) expect(line).not.toContain(value);
});

it.each([
  [{ MIGRATION_DATABASE_URL: database }],
  [{ OIDC_ISSUER: "https://login.example" }],
  [{ SMTP_URL: "smtp://mail.example" }],
])("refuses half a setting: %o", (half) => {
  expect(refusal(half)).toContain(Object.keys(half)[0]);
});

it("says in one line that the data directory cannot be one", async () => {
  const env = readEnv({ DATA_DIR: join(root, "package.json", "data") });
  await expect(openRecord(env)).rejects.toThrow(/^DATA_DIR .* cannot be used: [^\n]+$/);
});

function refusal(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (isCannotStart(error)) return error.message;
    throw error;
  }
  throw new Error("it was accepted");
}
