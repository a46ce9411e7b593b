import type { Role } from "./roles.ts";

/** A way into the portal; `icon` is a name of components/icon.tsx. */
export type Way = {
  readonly label: string;
  readonly to: string;
  readonly icon:
    | "home"
    | "log"
    | "plus"
    | "evidence"
    | "eye"
    | "committee"
    | "sign"
    | "credential"
    | "board"
    | "roster"
    | "people"
    | "person"
    | "ledger"
    | "unit"
    | "settings"
    | "curriculum";
};

/** A unit that a person leads. */
export type LedUnit = { readonly code: string; readonly name: string };

const always: readonly Way[] = [{ label: "Curriculum", to: "/curriculum", icon: "curriculum" }];

const allUnits: Way = { label: "Units", to: "/units", icon: "board" };
const myCredentials: Way = { label: "My credentials", to: "/my/credentials", icon: "credential" };
const feedback: Way = { label: "Feedback", to: "/feedback", icon: "people" };

const byRole: Readonly<Record<Role, readonly Way[]>> = {
  fellow: [
    { label: "Progress", to: "/progress", icon: "evidence" },
    { label: "Logbook", to: "/logbook", icon: "log" },
    { label: "Log a case", to: "/logbook/new", icon: "plus" },
    myCredentials,
    feedback,
  ],
  assessor: [{ label: "To assess", to: "/assess", icon: "eye" }, myCredentials, feedback],
  committee_member: [{ label: "Committee", to: "/committee", icon: "committee" }],
  programme_director: [
    { label: "Programme", to: "/programme", icon: "people" },
    { label: "Sign-off", to: "/signoff", icon: "sign" },
    { label: "Practice pathway", to: "/pathway", icon: "person" },
    feedback,
  ],
  ecmo_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  mcs_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  registrar: [
    { label: "Credentials", to: "/registrar", icon: "credential" },
    { label: "People", to: "/registrar/people", icon: "people" },
  ],
  unit_lead: [],
  auditor: [{ label: "Record", to: "/audit", icon: "ledger" }, allUnits],
  administrator: [
    { label: "Places", to: "/admin", icon: "unit" },
    { label: "People", to: "/admin/people", icon: "people" },
    { label: "Tokens", to: "/admin/tokens", icon: "settings" },
  ],
};

/** One unit has its pages in the rail; several have their list, from which each one's pages are reached. */
function unitWays([only, second]: readonly LedUnit[]): Way[] {
  if (!only) return [];
  if (second) return [{ label: "Units", to: "/units", icon: "board" }];
  return [
    { label: "Board", to: `/units/${only.code}`, icon: "board" },
    { label: "Roster", to: `/units/${only.code}/roster`, icon: "roster" },
    { label: "Privileges", to: `/units/${only.code}/people`, icon: "people" },
  ];
}

/** What stands in the rail of somebody with these roles: their own things first, each once. */
export function navigationFor(roles: readonly Role[], units: readonly LedUnit[]): Way[] {
  const own = roles.flatMap((role) => (role === "unit_lead" ? unitWays(units) : byRole[role]));
  const all = [...own, ...always];
  return all.filter((way, i) => all.findIndex((other) => other.to === way.to) === i);
}

/** Where each role begins its day. */
export function landingsFor(roles: readonly Role[], units: readonly LedUnit[]): Way[] {
  const ways = roles.flatMap((role) => {
    const own = role === "unit_lead" ? unitWays(units) : byRole[role];
    return own.slice(0, 1);
  });
  return ways.filter((way, i) => ways.findIndex((other) => other.to === way.to) === i);
}
