import type { Role, ScopeKind } from "#app/domain/people/roles.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { recordExternalCredential } from "#app/operations/credential/record-external-credential.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import { recordLicence } from "#app/operations/people/record-licence.server.ts";
import { recordRegistration } from "#app/operations/people/record-registration.server.ts";
import { recordPrivilege } from "#app/operations/roster/record-privilege.server.ts";
import { type Ago, ago, dateOf, zone } from "./calendar.ts";
import { organisationId, programmeId, type UnitKey, unitIdOf } from "./network.ts";
import { done, idOf, personIdOf, type Scene } from "./stage.ts";

/** What others attest of a person, looked up (or not) so many months before the anchor. */
export type Outside = {
  readonly code: string;
  readonly months: number;
  readonly attested?: true;
};
export type Privilege = { readonly unit: UnitKey; readonly code: string; readonly months: number };

/** Who somebody is to the portal, before anything happens to them. */
export type Biography = {
  readonly key: string;
  readonly name: string;
  /** "DE-BAEK:310204"; none for people who are never on a roster. */
  readonly registration?: string;
  readonly phone?: string;
  /** Signs in as `<account>@demo.systole.example`. */
  readonly account?: string;
  readonly roles?: readonly Role[];
  /** Months before the anchor at which they became known to the portal. */
  readonly known: number;
  readonly outside?: readonly Outside[];
  readonly privileges?: readonly Privilege[];
  /** The licence ends with the day so many days after the anchor. */
  readonly licenceEndsIn?: number;
};

/** How somebody became known: invited, registration and licence looked up, outside credentials, rights. */
export function joiningStory(anchor: Instant, who: Biography): Scene[] {
  const known = ago(anchor, { months: who.known, at: "08:20" });
  const scene = (when: Ago, play: Scene["play"]): Scene => ({ at: ago(anchor, when), play });
  const looked = who.registration ? [{ at: known, play: lookedUp(anchor, who) }] : [];
  const outside = who.outside ?? [];
  return [
    { at: known, play: joins(who) },
    ...looked,
    ...outside.map((each, at) =>
      scene({ months: each.months, at: "08:40" }, outsideRecorded(who, outside, at, anchor)),
    ),
    ...(who.privileges ?? []).map((each) =>
      scene({ months: each.months, at: "11:00" }, privilegeGiven(who, each, anchor)),
    ),
  ];
}

function joins({ key, name, phone, account, roles = [] }: Biography): Scene["play"] {
  return async (stage) => {
    const email = account && `${account}@demo.systole.example`;
    const grants = roles.map((role) => ({
      id: idOf(`grant ${key} ${role}`),
      role,
      ...scopeOf(role),
    }));
    const person = { id: personIdOf(key), name, phone, email, grants };
    await done(`inviting ${key}`, invitePerson(stage.portal(), person));
  };
}

/** A role is given for the narrowest place that makes sense of it. */
function scopeOf(role: Role): { readonly scopeKind: ScopeKind; readonly scopeId: string | null } {
  if (role === "registrar" || role === "auditor" || role === "administrator") {
    return { scopeKind: "everywhere", scopeId: null };
  }
  if (role === "unit_lead") return { scopeKind: "organisation", scopeId: organisationId };
  return { scopeKind: "programme", scopeId: programmeId };
}

function lookedUp(anchor: Instant, who: Biography): Scene["play"] {
  const { key, registration = "" } = who;
  const [authority = "", number = ""] = registration.split(":");
  const since = { validFrom: dateOf(ago(anchor, { months: who.known + 60 })), timeZone: zone };
  const ends = who.licenceEndsIn;
  const through = ends === undefined ? {} : { validThrough: dateOf(ago(anchor, { days: -ends })) };
  return async (stage) => {
    const registrar = await stage.as("registrar");
    const personId = personIdOf(key);
    const known = { id: idOf(`registration ${key}`), personId, authority, number, ...since };
    await done(`registering ${key}`, recordRegistration(registrar, known));
    const licence = {
      ...{ id: idOf(`licence ${key}`), personId, number: `NM-${number}`, ...since, ...through },
      ...{ jurisdiction: "DE", outcome: "verified" as const, source: "Register of physicians" },
    };
    await done(`the licence of ${key}`, recordLicence(registrar, licence));
  };
}

/** Looked up again, the new row takes the place of the one before of the same code. */
function outsideRecorded(
  { key, known }: Biography,
  all: readonly Outside[],
  at: number,
  anchor: Instant,
): Scene["play"] {
  const { code, attested } = all[at] as Outside;
  const nth = (n: number) => idOf(`outside ${key} ${code} ${n}`);
  const before = all.slice(0, at).findLastIndex((each) => each.code === code);
  const checked = { standing: "verified", source: "Issuer's register", method: "register_lookup" };
  const said = { standing: "attested", source: "Curriculum vitae", method: "self_declaration" };
  const given = {
    ...{ id: nth(at), personId: personIdOf(key), code, timeZone: zone },
    ...{ validFrom: dateOf(ago(anchor, { months: known + 24 })) },
    ...((attested ? said : checked) as typeof checked & { standing: "attested" | "verified" }),
    ...(before < 0 ? {} : { supersedes: nth(before) }),
  };
  return async (stage) => {
    const how = given as Parameters<typeof recordExternalCredential>[1];
    await done(`${code} of ${key}`, recordExternalCredential(await stage.as("registrar"), how));
  };
}

function privilegeGiven(
  { key }: Biography,
  { unit, code, months }: Privilege,
  anchor: Instant,
): Scene["play"] {
  const given = {
    ...{ id: idOf(`privilege ${key} ${unit} ${code}`), personId: personIdOf(key), code },
    ...{ unitId: unitIdOf(unit), validFrom: dateOf(ago(anchor, { months })), timeZone: zone },
  };
  return async (stage) => {
    await done(`${code} for ${key}`, recordPrivilege(await stage.as("unit"), given));
  };
}
