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
    | "curriculum"
    | "phone";
  /** Where pages lie that are reached by it, beside those under its own address. */
  readonly also?: string;
};

/** A unit that a person leads or is on duty in. */
export type LedUnit = { readonly code: string; readonly name: string };

const always: readonly Way[] = [{ label: "Curriculum", to: "/curriculum", icon: "curriculum" }];

const allUnits: Way = { label: "Units", to: "/units", icon: "board" };
const myCredentials: Way = { label: "My credentials", to: "/my/credentials", icon: "credential" };
const programme: Way = {
  label: "Programme",
  to: "/programme",
  icon: "people",
  also: "/fellows",
};
const committee: Way = { label: "Committee", to: "/committee", icon: "committee" };
const meetings: Way = { label: "Meetings", to: "/committee/meetings", icon: "committee" };
const toConfirm: Way = { label: "To confirm", to: "/my/confirmations", icon: "eye" };
const feedback: Way = { label: "Feedback", to: "/feedback", icon: "people" };

const byRole: Readonly<Record<Role, readonly Way[]>> = {
  fellow: [
    { label: "Progress", to: "/progress", icon: "evidence" },
    { label: "Logbook", to: "/logbook", icon: "log" },
    { label: "Log a case", to: "/logbook/new", icon: "plus" },
    { label: "Requests", to: "/requests", icon: "eye" },
    myCredentials,
    feedback,
  ],
  assessor: [{ label: "To assess", to: "/assess", icon: "eye" }, myCredentials, feedback],
  committee_member: [committee, programme],
  programme_director: [
    programme,
    committee,
    { label: "Sign-off", to: "/signoff", icon: "sign" },
    { label: "Practice pathway", to: "/pathway", icon: "person" },
    feedback,
  ],
  ecmo_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  mcs_director: [{ label: "Co-sign", to: "/signoff", icon: "sign" }],
  registrar: [
    { label: "Credentials", to: "/registrar", icon: "credential" },
    { label: "Expiring", to: "/registrar/expiring", icon: "log" },
    { label: "Disputes", to: "/registrar/disputes", icon: "eye" },
    { label: "People", to: "/registrar/people", icon: "people" },
    { label: "Keys", to: "/registrar/keys", icon: "settings" },
  ],
  unit_lead: [],
  auditor: [{ label: "Record", to: "/audit", icon: "ledger" }, programme, meetings, allUnits],
  administrator: [
    { label: "Places", to: "/admin", icon: "unit" },
    { label: "People", to: "/admin/people", icon: "people" },
    allUnits,
    { label: "Tokens", to: "/admin/tokens", icon: "settings" },
  ],
};

/** One unit has its pages in the rail; several have their list, from which each one's pages are reached. */
function unitWays([only, second]: readonly LedUnit[]): Way[] {
  if (!only) return [];
  if (second) return [{ label: "Units", to: "/units", icon: "board" }, toConfirm];
  return [
    { label: "Board", to: `/units/${only.code}`, icon: "board" },
    { label: "Roster", to: `/units/${only.code}/roster`, icon: "roster" },
    { label: "Privileges", to: `/units/${only.code}/people`, icon: "people" },
    { label: "Statements", to: `/units/${only.code}/statements`, icon: "sign" },
    toConfirm,
  ];
}

/**
 * What stands in the rail of somebody with these roles: their own things first, each once.
 *
 * @param before  Roles whose time is over: who sat on a committee keeps the way to its minutes.
 * @param duty    Open for as long as they are on duty; see `dutyWays`.
 */
export function navigationFor(
  roles: readonly Role[],
  units: readonly LedUnit[],
  { before = [], duty = [] }: { before?: readonly Role[]; duty?: readonly Way[] } = {},
): Way[] {
  const own = roles.flatMap((role) => (role === "unit_lead" ? unitWays(units) : byRole[role]));
  const sat = before.includes("committee_member") && !own.includes(committee);
  const all = [...own, ...duty, ...(sat ? [meetings] : []), ...always];
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

/** To whoever is on duty: the unit is named where there are several. */
export function dutyWays(units: readonly LedUnit[]): Way[] {
  return units.flatMap(({ code, name }) => {
    const where = units.length > 1 ? `, ${name}` : "";
    return [
      { label: `On shift now${where}`, to: `/units/${code}`, icon: "board" },
      {
        label: `Record a call${where}`,
        to: `/units/${code}/activations/new`,
        icon: "phone",
        also: `/units/${code}/activations`,
      },
    ];
  });
}
