import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { hasWords, say } from "#app/domain/copy.ts";
import { noticeCodes } from "#app/domain/coverage/notice.ts";
import { reasonCodes } from "#app/domain/coverage/reason.ts";
import { shiftRoles, unitTiers } from "#app/domain/coverage/rule.ts";
import { assessmentTools, bases, confidences } from "#app/domain/curriculum/schema.ts";

const { copy } = loadContent(join(process.cwd(), "content"));

it("fills in values, and picks a word by number", () => {
  const told = (count: number) => say(copy, "missing.log", { count });
  expect([told(1), told(3)]).toEqual(["1 more case needed", "3 more cases needed"]);
});

it("leaves a placeholder visible when its value is missing", () => {
  expect(say(copy, "refusals.code_taken")).toContain("{code}");
});

it("does not read a value as a placeholder", () => {
  expect(say(copy, "refusals.code_taken", { code: "{when}" })).toContain("The code {when} is");
});

it("reads a code without words as itself, rather than failing", () => {
  expect(say(copy, "refusals.never_heard_of")).toBe("never heard of");
  expect(say(copy, "nowhere.at_all")).toBe("at all");
  expect(say(copy, "refusals.constructor")).toBe("constructor");
});

it.each([
  ["shift_roles", shiftRoles],
  ["tiers", unitTiers],
  ["tools", assessmentTools],
  ["bases", bases],
  ["confidences", confidences],
  ["presences", ["on_site", "on_call", "remote", "named"]],
  ["answers", ["yes", "no", "unknown", "not-applicable"]],
  [
    "states",
    [
      ...["issued", "renewal_due", "in_grace", "limited"],
      ...["expired", "suspended", "revoked", "attested"],
    ],
  ],
  [
    "roles",
    [
      ...["fellow", "assessor", "committee_member", "programme_director", "ecmo_director"],
      ...["mcs_director", "registrar", "unit_lead", "auditor", "administrator"],
      ...["api_client", "board_device"],
    ],
  ],
  ["reasons", reasonCodes],
  ["notices", noticeCodes],
] as const)("has words for every one of %s", (section, codes) => {
  for (const code of codes) expect(hasWords(copy, `${section}.${code}`), code).toBe(true);
});

it("has words for every refusal that the program can give", () => {
  const app = join(process.cwd(), "app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const codes = files
    .filter((each) => /\.tsx?$/.test(each))
    .map((each) => readFileSync(join(app, each), "utf8"))
    .flatMap((text) =>
      [...text.matchAll(/\b(?:refuse|wrong)\(\s*"([a-z_]+)"/g)].map((found) => found[1]),
    );
  const wordless = [...new Set(codes)].filter((each) => !hasWords(copy, `refusals.${each}`));
  expect(wordless).toEqual([]);
});

it("has words for everything that can be wrong with a roster row", () => {
  const texts = ["domain/roster/row.ts", "domain/roster/plan.ts"]
    .concat(["csv", "json", "text"].map((each) => `adapters/roster/${each}.server.ts`))
    .map((each) => readFileSync(join(process.cwd(), "app", each), "utf8"));
  const codes = texts
    .flatMap((text) => [...text.matchAll(/\bcode: (?:text === "" \? )?"([a-z_]+)"/g)])
    .map((found) => found[1]);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((each) => !hasWords(copy, `rows.${each}`))).toEqual([]);
});

it("speaks plainly: sentences without exclamation marks", () => {
  for (const [section, words] of Object.entries(copy)) {
    for (const [code, sentence] of Object.entries(words)) {
      expect(sentence, `${section}.${code}`).not.toMatch(/!|please|sorry|\binvalid\b/i);
    }
  }
});
