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
    | "ledger"
    | "unit"
    | "settings"
    | "curriculum";
};

/** A unit that a person leads. */
export type LedUnit = { readonly code: string; readonly name: string };

const always: readonly Way[] = [{ label: "Curriculum", to: "/curriculum", icon: "curriculum" }];

const byRole: Readonly<Record<Role, readonly Way[]>> = {
  fellow: [
    { label: "Progress", to: "/progress", icon: "evidence" },
    { label: "Logbook", to: "/logbook", icon: "log" },
    { label: "Log a case", to: "/logbook/new", icon: "plus" },
  ],
  assessor: [{ label: "To assess", to: "/assess", icon: "eye" }],
  committee_member: [{ label: "Committee", to: "/committee", icon: "committee" }],
  programme_director: [
    { label: "Programme", to: "/programme", icon: "people" },
    { label: "Sign-off", to: "/signoff", icon: "sign" },
  ],
  ecmo_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  mcs_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  registrar: [
    { label: "Credentials", to: "/registrar", icon: "credential" },
    { label: "People", to: "/registrar/people", icon: "people" },
  ],
  unit_lead: [],
  auditor: [{ label: "Record", to: "/audit", icon: "ledger" }],
  administrator: [
    { label: "Places", to: "/admin", icon: "unit" },
    { label: "People", to: "/admin/people", icon: "people" },
    { label: "Tokens", to: "/admin/tokens", icon: "settings" },
  ],
};

function unitWays(units: readonly LedUnit[]): Way[] {
  return units.flatMap(({ code, name }) => {
    const named = (what: string) => (units.length > 1 ? `${what}, ${name}` : what);
    return [
      { label: named("Board"), to: `/units/${code}`, icon: "board" as const },
      { label: named("Roster"), to: `/units/${code}/roster`, icon: "roster" as const },
      { label: named("People"), to: `/units/${code}/people`, icon: "people" as const },
    ];
  });
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
    const firsts =
      role === "unit_lead" ? own.filter((way) => way.icon === "board") : own.slice(0, 1);
    return firsts;
  });
  return ways.filter((way, i) => ways.findIndex((other) => other.to === way.to) === i);
}
