import fc from "fast-check";
import { expect, it } from "vitest";
import { dutyWays, landingsFor, navigationFor } from "#app/domain/people/navigation.ts";
import { roles } from "#app/domain/people/roles.ts";

const north = { code: "north", name: "North" };
const south = { code: "south", name: "South" };

it("lands each role on its own home", () => {
  const home = (role: (typeof roles)[number]) => landingsFor([role], [north]).map(({ to }) => to);
  expect(Object.fromEntries(roles.map((role) => [role, home(role)]))).toEqual({
    fellow: ["/progress"],
    assessor: ["/assess"],
    committee_member: ["/committee"],
    programme_director: ["/programme"],
    ecmo_director: ["/signoff"],
    mcs_director: ["/signoff"],
    registrar: ["/registrar"],
    unit_lead: ["/units/north"],
    auditor: ["/audit"],
    administrator: ["/admin"],
  });
});

it("begins for somebody who leads two units with the list of them", () => {
  const ways = landingsFor(["unit_lead"], [north, south]);
  expect(ways.map(({ to, label }) => [to, label])).toEqual([["/units", "Units"]]);
});

it("names every way once, whatever roles meet in one person, and always the curriculum", () => {
  fc.assert(
    fc.property(fc.subarray([...roles]), fc.subarray([north, south]), (held, units) => {
      const ways = navigationFor(held, units).map(({ to }) => to);
      expect(new Set(ways).size).toBe(ways.length);
      expect(ways).toContain("/curriculum");
      for (const { to } of landingsFor(held, units)) expect(ways).toContain(to);
    }),
  );
});

it("leads whoever is on duty to the answer and to the form of a call, and names the unit where there are several", () => {
  expect(navigationFor(["assessor"], []).some(({ icon }) => icon === "phone")).toBe(false);
  const ways = navigationFor(["assessor"], [], { duty: dutyWays([north]) });
  const labels = ways.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(["On shift now", "Record a call"]));
  expect(dutyWays([north, south]).map(({ label, to }) => [label, to])).toEqual([
    ["On shift now, North", "/units/north"],
    ["Record a call, North", "/units/north/activations/new"],
    ["On shift now, South", "/units/south"],
    ["Record a call, South", "/units/south/activations/new"],
  ]);
});
