import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor, Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import { type Line, policy } from "#app/domain/people/policy.ts";
import { roles } from "#app/domain/people/roles.ts";
import { tokenScopes } from "#app/domain/people/token-scopes.ts";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { accessMatrix, deeds, now, personWith, relations, scopes } from "./access-matrix.ts";

const anyDeed = fc.constantFrom(...deeds);
const anyRole = fc.constantFrom(...roles);
const anyScope = fc.constantFrom(...Object.values(scopes));
const anyTarget = fc.constantFrom(...Object.values(relations));

it("is what was reviewed: role, deed and relation, one line for each", async () => {
  await expect(accessMatrix()).toMatchFileSnapshot("../golden/access-matrix.txt");
});

it("refuses a role whatever the policy does not name for it", () => {
  fc.assert(
    fc.property(anyDeed, anyRole, anyScope, anyTarget, (deed, role, scope, target) => {
      const line: Line = policy[deed];
      if (line.public || line.roles?.[role]) return;
      expect(permit(personWith(role, scope), deed, target, now).ok).toBe(false);
    }),
  );
});

it("refuses everything that is not public to somebody without a role, and to nobody in particular", () => {
  const nobody: Actor = { kind: "anonymous", id: null, name: "" };
  const unroled: Actor = { kind: "person", id: "p", name: "P", grants: [] };
  for (const deed of deeds) {
    const open = (policy[deed] as Line).public === true;
    for (const target of Object.values(relations)) {
      expect(permit(nobody, deed, target, now).ok, deed).toBe(open);
      expect(permit(unroled, deed, target, now).ok, deed).toBe(open);
    }
  }
});

it("lets whoever came by a link answer that one request, and nothing else", () => {
  const guest: Actor = {
    kind: "link",
    id: "person-self",
    name: "P",
    requestId: "request-1",
    linkId: "link-1",
    assurance: "in_person",
  };
  for (const deed of deeds) {
    const line: Line = policy[deed];
    const may = (target: Target) => permit(guest, deed, target, now).ok;
    const open = line.public === true;
    expect(may({ requestId: "request-1" }), deed).toBe(open || line.link === true);
    for (const target of [{ requestId: "request-2" }, ...Object.values(relations)])
      expect(may(target), deed).toBe(open);
  }
});

it("refuses with a grant that has ended or has not begun", () => {
  const past = interval(instant(0), now);
  const future = interval(instant(now + 1));
  fc.assert(
    fc.property(anyDeed, anyRole, anyScope, anyTarget, (deed, role, scope, target) => {
      const line: Line = policy[deed];
      if (line.public) return;
      // What whoever once held a role may go on doing stands in the matrix above.
      for (const during of line.formerly?.[role] ? [future] : [past, future])
        expect(permit(personWith(role, scope, during), deed, target, now).ok).toBe(false);
    }),
  );
});

it("lets a machine do only what its scopes say, and only in its units", () => {
  fc.assert(
    fc.property(anyDeed, fc.subarray([...tokenScopes]), (deed, held) => {
      const line: Line = policy[deed];
      const machine: Actor = { kind: "machine", id: "m", name: "M", scopes: held, unitIds: ["u1"] };
      const scoped = line.machine !== undefined && (held as string[]).includes(line.machine);
      const may = (unitId: string) => permit(machine, deed, { unitId }, now).ok;
      expect(may("u1")).toBe(line.public === true || scoped);
      expect(may("u2")).toBe(line.public === true);
    }),
  );
});

it("never lets the reach of one organisation into another", () => {
  for (const deed of deeds) {
    const { roles: named } = policy[deed] as Line;
    for (const role of roles) {
      if (named?.[role] !== "scope") continue;
      for (const scope of [scopes.place ?? [], scopes.organisation ?? []])
        expect(permit(personWith(role, scope), deed, relations.other ?? {}, now).ok, deed).toBe(
          false,
        );
    }
  }
});
