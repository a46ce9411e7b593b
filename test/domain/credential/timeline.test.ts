import { describe, expect, it } from "vitest";
import type {
  ExternalCredential,
  HolderRecord,
  OwnCredential,
  Prerequisites,
} from "#app/domain/credential/holder.ts";
import type { CredentialEvent } from "#app/domain/credential/lifecycle.ts";
import { entrustmentCode } from "#app/domain/credential/outside.ts";
import { countingEdges, stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { day, forever, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const d = (days: number) => instant(Date.UTC(2026, 0, 1) + days * day);
const renewal = { windowBeforeMonths: 6, graceAfterMonths: 6 };
const needs = (requires: string[], requiresAny: string[] = []): Prerequisites => ({
  requires,
  requiresAny,
});

function own(
  code: string,
  from = 0,
  until = 1000,
  ...events: [CredentialEvent["kind"], number][]
): OwnCredential {
  const happened = [["issued", from] as const, ...events].map(([kind, at]) => ({
    kind,
    effectiveAt: d(at),
    recordedAt: d(at),
    reason: null,
  }));
  return { id: code, code, validity: interval(d(from), d(until)), events: happened };
}

function external(more: Partial<ExternalCredential> = {}): ExternalCredential {
  return {
    id: "x",
    code: "ALS",
    during: interval(d(0), d(100)),
    evidence: "verified",
    recordedAt: d(0),
    reverifyBy: null,
    readable: true,
    ...more,
  };
}

function at(
  record: Partial<HolderRecord>,
  code: string,
  days: number,
  prerequisites = new Map<string, Prerequisites>(),
) {
  const all = timelinesOf(
    { own: [], external: [], entrustments: [], ...record },
    { prerequisites, renewal },
  );
  const found = all
    .filter((each) => each.code === code)
    .flatMap((each) => stretchAt(each, d(days)) ?? []);
  return found.map(({ state, counts }) => `${state}: ${counts}`);
}

describe("a credential with prerequisites", () => {
  const rules = new Map([
    ["TOP", needs(["MIDDLE"])],
    ["MIDDLE", needs(["BASE"])],
    ["EITHER", needs([], ["BASE", "OTHER"])],
  ]);

  it("is limited while any part, transitively, does not count, and then does not count either", () => {
    const record = {
      own: [own("TOP"), own("MIDDLE"), own("BASE", 0, 1000, ["suspended", 50], ["reinstated", 60])],
    };
    expect([49, 50, 59, 60].map((days) => at(record, "TOP", days, rules)[0])).toEqual([
      "issued: yes",
      "limited: no",
      "limited: no",
      "issued: yes",
    ]);
    expect(at({ own: [own("TOP"), own("MIDDLE")] }, "TOP", 5, rules)).toEqual(["limited: no"]);
  });

  it("counts by any one of its alternatives", () => {
    const record = { own: [own("EITHER"), own("BASE", 0, 20), own("OTHER", 10, 40)] };
    expect([5, 15, 30, 40].map((days) => at(record, "EITHER", days, rules)[0])).toEqual([
      "issued: yes",
      "issued: yes",
      "issued: yes",
      "limited: no",
    ]);
  });

  it("stays what it is where it does not count anyway", () => {
    const record = { own: [own("MIDDLE", 0, 100, ["revoked", 50])] };
    expect(at(record, "MIDDLE", 60, rules)).toEqual(["revoked: no"]);
    expect(at({ own: [own("MIDDLE", 0, 100)] }, "MIDDLE", 101, rules)).toEqual(["in_grace: no"]);
  });

  it("is a bug in the content if it requires itself", () => {
    const circle = new Map([
      ["A", needs(["B"])],
      ["B", needs(["A"])],
    ]);
    expect(() => at({ own: [own("A"), own("B")] }, "A", 1, circle)).toThrow(RangeError);
  });
});

describe("an outside credential", () => {
  it("counts while it is verified and not overdue; overdue or unreadable, nobody knows", () => {
    const record = { external: [external({ reverifyBy: d(50) })] };
    expect(at(record, "ALS", -1)).toEqual([]);
    expect(at(record, "ALS", 49)).toEqual(["issued: yes"]);
    expect(at(record, "ALS", 50)).toEqual(["issued: unknown"]);
    expect(at(record, "ALS", 100)).toEqual(["expired: no"]);
    expect(at({ external: [external({ readable: false })] }, "ALS", 1)).toEqual([
      "issued: unknown",
    ]);
  });

  it("never counts when it is only attested", () => {
    expect(at({ external: [external({ evidence: "attested" })] }, "ALS", 1)).toEqual([
      "attested: no",
    ]);
  });
});

describe("an entrustment", () => {
  const decision = (level: number, from: number, id = "e") => ({
    id,
    epa: "EPA-01",
    level,
    during: interval(d(from), forever),
    recordedAt: d(from),
  });

  it("counts as FELLOW-L3 from level 3 in EPA-01 on, also by a higher level", () => {
    expect(entrustmentCode("EPA-01", 3)).toBe("FELLOW-L3");
    expect(at({ entrustments: [decision(3, 0)] }, "FELLOW-L3", 1)).toEqual(["issued: yes"]);
    expect(at({ entrustments: [decision(4, 0)] }, "FELLOW-L3", 1)).toEqual(["issued: yes"]);
    expect(at({ entrustments: [decision(2, 0)] }, "FELLOW-L3", 1)).toEqual([]);
    expect(at({ entrustments: [{ ...decision(4, 0), epa: "EPA-02" }] }, "FELLOW-L3", 1)).toEqual(
      [],
    );
  });

  it("is replaced by the committee's next decision on that activity", () => {
    const entrustments = [decision(3, 0), decision(2, 30, "f")];
    expect(at({ entrustments }, "FELLOW-L3", 29)).toEqual(["issued: yes"]);
    expect(at({ entrustments }, "FELLOW-L3", 30)).toEqual(["expired: no"]);
  });
});

it("has edges only where a credential begins or stops to count", () => {
  const record = {
    own: [own("BASE", 0, 1000, ["suspended", 50], ["reinstated", 60])],
    external: [],
    entrustments: [],
  };
  const [timeline] = timelinesOf(record, { prerequisites: new Map(), renewal });
  expect(countingEdges(timeline!)).toEqual([d(0), d(50), d(60), d(1000)]);
});
