import type { Actor, Grant, Target } from "#app/domain/people/grant.ts";
import { permit } from "#app/domain/people/permit.ts";
import { type Deed, type Line, policy } from "#app/domain/people/policy.ts";
import { type Role, roles } from "#app/domain/people/roles.ts";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

export const now = instant(1_000);
export const deeds = Object.keys(policy) as Deed[];

const self = "person-self";
const mine = { unitId: "unit-1", programmeId: "programme-1", organisationId: "organisation-1" };
const theirs = { unitId: "unit-2", programmeId: "programme-2", organisationId: "organisation-2" };

/** What a deed can be about, from where the actor stands. */
export const relations: Readonly<Record<string, Target>> = {
  self: { personId: self },
  own: { personId: "person-other", ...mine },
  other: { personId: "person-other", ...theirs },
  all: {},
};

type Scope = Pick<Grant, "scopeKind" | "scopeId">;

export const scopes: Readonly<Record<string, readonly Scope[]>> = {
  place: [
    { scopeKind: "unit", scopeId: mine.unitId },
    { scopeKind: "programme", scopeId: mine.programmeId },
  ],
  organisation: [{ scopeKind: "organisation", scopeId: mine.organisationId }],
  everywhere: [{ scopeKind: "everywhere", scopeId: null }],
};

export function personWith(
  role: Role,
  held: readonly Scope[],
  during: Grant["during"] = interval(instant(0)),
): Actor {
  const grants = held.map((scope, i) => ({ id: `grant-${i}`, role, ...scope, during }));
  return { kind: "person", id: self, name: "Somebody", grants };
}

function reached(actor: Actor, deed: Deed): string[] {
  return Object.entries(relations)
    .filter(([, target]) => permit(actor, deed, target, now).ok)
    .map(([name]) => name);
}

/** One line for each role, and how it is held, that may do something of the deed. */
function linesOf(deed: Deed): string[] {
  const line: Line = policy[deed];
  if (line.public) return [`${deed}: everybody`];
  const persons = roles.flatMap((role) =>
    Object.entries(scopes).flatMap(([held, scope]) => {
      const may = reached(personWith(role, scope), deed);
      return may.length > 0 ? [`  ${role} of ${held}: ${may.join(" ")}`] : [];
    }),
  );
  const former = Object.entries(line.formerly ?? {}).map(
    ([role, relation]) => `  who once was ${role}: ${relation}`,
  );
  const machine = line.machine ? [`  machine with ${line.machine}`] : [];
  const link = line.link ? ["  whoever was asked, by a link: that request"] : [];
  const board = line.board ? ["  a screen paired with the unit: that unit"] : [];
  const system = line.system ? ["  the portal itself"] : [];
  return [
    `${deed}${line.hidden ? " (hidden)" : ""}`,
    ...persons,
    ...former,
    ...machine,
    ...link,
    ...board,
    ...system,
  ];
}

/** Role × deed × relation, as the policy has it today. */
export function accessMatrix(): string {
  const legend = [
    "Who may do what, and about whom. Written by test/routes/access.test.ts from the policy.",
    "self: about oneself. own: in the place the role is held for. other: in another organisation.",
    "all: about everything at once. Whatever is not written here is refused.",
    "",
  ];
  return `${[...legend, ...deeds.flatMap(linesOf)].join("\n")}\n`;
}
