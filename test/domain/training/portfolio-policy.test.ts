import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { instant } from "#app/domain/time/instant.ts";
import {
  countedAssurance,
  defaultPolicy,
  PortfolioPolicy,
} from "#app/domain/training/portfolio-policy.ts";

const policy = defaultPolicy(loadContent());
const accepts = (changed: object) => PortfolioPolicy.safeParse({ ...policy, ...changed }).success;
const target = { subject: "EPA-15", context: "night", min: 4 };

describe("a programme's policy", () => {
  it("is, until the programme decides, what the standard says", () => {
    expect(accepts({})).toBe(true);
    expect(policy).toMatchObject({ datePrecision: "minute", qrMinutes: 10, requestDays: 14 });
  });

  it("lets a code on a screen live ten minutes at most", () => {
    expect(accepts({ qrMinutes: 10 })).toBe(true);
    expect(accepts({ qrMinutes: 11 })).toBe(false);
    expect(accepts({ qrMinutes: 0 })).toBe(false);
  });

  it("always counts what was given with an account", () => {
    expect(accepts({ countedAssurance: ["account"] })).toBe(true);
    expect(accepts({ countedAssurance: ["in_person"] })).toBe(false);
    expect(accepts({ countedAssurance: ["account", "account"] })).toBe(false);
    expect(accepts({ countedAssurance: ["account", "hearsay"] })).toBe(false);
  });

  it("names a target by context once, about a competency or an EPA", () => {
    expect(accepts({ contextTargets: [target] })).toBe(true);
    expect(accepts({ contextTargets: [target, { ...target, min: 5 }] })).toBe(false);
    expect(accepts({ contextTargets: [{ ...target, subject: "CRED-HEM" }] })).toBe(false);
    expect(accepts({ contextTargets: [{ ...target, min: 0 }] })).toBe(false);
  });

  it("knows nothing else", () => {
    expect(accepts({ colour: "red" })).toBe(false);
  });
});

it("counts identity evidence by the rule that began last", () => {
  const rules = [
    { since: instant(10), counted: ["account", "in_person"] as const },
    { since: instant(20), counted: ["account"] as const },
  ];
  expect(countedAssurance(rules, instant(9))).toEqual(["account"]);
  expect(countedAssurance(rules, instant(10))).toEqual(["account", "in_person"]);
  expect(countedAssurance(rules.toReversed(), instant(20))).toEqual(["account"]);
});
