import { expect, it } from "vitest";
import type { HolderRecord, OwnCredential } from "#app/domain/credential/holder.ts";
import { countsUntil, stretchAt } from "#app/domain/credential/standing.ts";
import { asIfProlonged, asIfResumed, timelinesOf } from "#app/domain/credential/timeline.ts";
import { day, instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const d = (days: number) => instant(Date.UTC(2026, 0, 1) + days * day);
const rules = {
  renewal: { windowBeforeMonths: 1, graceAfterMonths: 1 },
  prerequisites: new Map([
    ["CAN", { requires: ["ECP", "HEM"], requiresAny: [] }],
    ["ECPR", { requires: ["CAN"], requiresAny: [] }],
    ["SUP", { requires: [], requiresAny: ["ECP", "HEM"] }],
  ]),
};

function own(code: string, until: number, suspendedAt?: number): OwnCredential {
  const happened = [["issued", 0] as const, ["suspended", suspendedAt ?? null] as const];
  return {
    id: code,
    code,
    validity: interval(d(0), d(until)),
    events: happened.flatMap(([kind, at]) =>
      at === null ? [] : [{ kind, effectiveAt: d(at), recordedAt: d(at), reason: null }],
    ),
  };
}
const recordOf = (...held: OwnCredential[]) => ({ own: held, external: [], entrustments: [] });
const at = (record: HolderRecord, code: string, days: number) => {
  const found = timelinesOf(record, rules).find((each) => each.code === code);
  return found && stretchAt(found, d(days));
};

const record = recordOf(own("HEM", 100), own("ECP", 500, 200), own("CAN", 500), own("ECPR", 500));

it("names the part that a composite lacks, down to the first cause", () => {
  expect(at(record, "CAN", 99)).toMatchObject({ state: "issued" });
  expect(at(record, "CAN", 100)).toMatchObject({ state: "limited", counts: "no", parts: ["HEM"] });
  expect(at(record, "ECPR", 100)).toMatchObject({ state: "limited", parts: ["HEM"] });
  expect(at(record, "ECPR", 200)).toMatchObject({ state: "limited", parts: ["ECP", "HEM"] });
});

it("needs only one of several, and names all of them once none counts", () => {
  const some = recordOf(own("HEM", 100), own("ECP", 500, 200), own("SUP", 500));
  expect(at(some, "SUP", 150)).toMatchObject({ state: "issued" });
  expect(at(some, "SUP", 250)).toMatchObject({ state: "limited", parts: ["ECP", "HEM"] });
});

it("names a part that nobody ever held", () => {
  expect(at(recordOf(own("CAN", 500), own("ECP", 500)), "CAN", 1)?.parts).toEqual(["HEM"]);
});

it("counts until it stops, through every state in which it does", () => {
  const [hem] = timelinesOf(recordOf(own("HEM", 100)), rules);
  expect(hem && stretchAt(hem, d(1))?.end).toBeLessThan(d(100));
  expect(hem && countsUntil(hem, d(1))).toBe(d(100));
  expect(hem && countsUntil(hem, d(101))).toBeNull();
});

it("is whole again once what it lacked is taken up or prolonged", () => {
  const resumed = asIfResumed(record, "ECP", d(210));
  expect(at(resumed, "CAN", 220)).toMatchObject({ parts: ["HEM"] });
  const prolonged = asIfProlonged(resumed, "HEM", 12);
  expect(at(prolonged, "CAN", 220)).toMatchObject({ counts: "yes" });
});
