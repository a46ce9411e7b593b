import { v7 as uuidv7 } from "uuid";
import type { UnitTier } from "#app/domain/coverage/rule.ts";
import type { TokenScope } from "#app/domain/people/token-scopes.ts";
import { allow } from "#app/domain/result.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { act, type Turn } from "#app/operations/act.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { ensureToken } from "#app/operations/people/issue-token.server.ts";
import { hubAgreement, ruleSetAdoption } from "#db/schema/coverage.ts";
import {
  credential,
  credentialEvent,
  externalCredential,
  revocationProposal,
} from "#db/schema/credential.ts";
import { licence, organisation, programme, registration, roleGrant } from "#db/schema/people.ts";
import { person } from "#db/schema/person.ts";
import { appointment, localPrivilege, unit, unitProfile, unitSetting } from "#db/schema/roster.ts";
import { committeeReview, practicePathway, signOff } from "#db/schema/signoff.ts";

export type NewUnit = {
  readonly code: string;
  readonly tier?: UnitTier;
  readonly services?: readonly string[];
  readonly site?: string;
  readonly timeZone?: string;
  readonly settings?: object;
};
export type NewPerson = {
  readonly name: string;
  /** "GMC:1": how rosters name them. */
  readonly registration: string;
  readonly own?: readonly string[];
  readonly external?: readonly string[];
  readonly licensed?: boolean;
};

/** Small hospitals for tests: facts are entered as the operations would, at the time of the house's clock. */
export async function network(house: House, name = "net") {
  const ids = {
    organisation: uuidv7(),
    programme: uuidv7(),
    registrar: uuidv7(),
    second: uuidv7(),
  };
  const enter = async (work: (turn: Turn) => Promise<void>) => {
    const done = await act(contextAs(house, system), "unit.create", {}, async (turn) => {
      await work(turn);
      return allow();
    });
    if (!done.ok) throw new Error(done.refusal.code);
  };
  // Each network of a record has its own places in the status list.
  let place = name === "net" ? 0 : 100_000;
  await enter(async ({ tx, record }) => {
    const entrySeq = await record({ organisation: ids.organisation });
    await tx
      .insert(organisation)
      .values({ id: ids.organisation, code: name, name: "Network", entrySeq });
    await tx.insert(programme).values({
      id: ids.programme,
      organisationId: ids.organisation,
      code: "prog",
      name: "Programme",
      release: "2026-1",
      timeZone: "Europe/Berlin",
      entrySeq,
    });
    await tx.insert(person).values([
      { id: ids.registrar, name: "Rita Registrar" },
      { id: ids.second, name: "Sami Registrar" },
    ]);
  });

  async function addUnit(given: NewUnit): Promise<string> {
    const { code, tier = "none", services = [], site = code, timeZone = "Europe/Berlin" } = given;
    const id = uuidv7();
    await enter(async ({ tx, now, record }) => {
      const startsAt = later(now, -400 * day);
      const entrySeq = await record({ unit: code });
      await tx.insert(unit).values({
        ...{ id, organisationId: ids.organisation, code, name: `Unit ${code}`, site, region: "r" },
        ...{ jurisdiction: "DE", timeZone, contact: "+49 30 1", startsAt, entrySeq },
      });
      await tx
        .insert(unitProfile)
        .values({ id: uuidv7(), unitId: id, tier, services: [...services], startsAt, entrySeq });
      const adoption = { ruleSet: "standards", version: "2026-1", effectiveAt: now, entrySeq };
      await tx.insert(ruleSetAdoption).values({ id: uuidv7(), unitId: id, ...adoption });
      const settings = given.settings ?? { defaultResponse: { "": 30 } };
      await tx.insert(unitSetting).values({ id: uuidv7(), unitId: id, settings, entrySeq });
    });
    return id;
  }

  async function addPerson(given: NewPerson): Promise<string> {
    const id = uuidv7();
    const [authority = "", number = ""] = given.registration.split(":");
    await enter(async ({ tx, now, record }) => {
      const startsAt = later(now, -400 * day);
      const entrySeq = await record({ person: id });
      await tx.insert(person).values({ id, name: given.name, phone: "+49 30 5550 1" });
      await tx
        .insert(registration)
        .values({ id: uuidv7(), personId: id, authority, number, startsAt, entrySeq });
      if (given.licensed !== false)
        await tx.insert(licence).values({
          ...{ id: uuidv7(), personId: id, jurisdiction: "DE", number, startsAt, entrySeq },
          ...{ outcome: "verified", source: "register", checkedBy: ids.registrar, checkedAt: now },
        });
      for (const code of given.external ?? [])
        await tx.insert(externalCredential).values({
          ...{ id: uuidv7(), personId: id, code, startsAt, standing: "verified", entrySeq },
          ...{ source: "register", method: "register_lookup", verifiedBy: ids.registrar },
          ...{ verifiedAt: now, reverifyBy: later(now, 3_000 * day) },
        });
    });
    for (const code of given.own ?? []) await credentialFor(id, code);
    return id;
  }

  /** Through the practice pathway, with every row that the record asks for. */
  async function credentialFor(personId: string, code: string, until?: Instant): Promise<string> {
    const [id, pathwayId, reviewId, signOffId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await enter(async ({ tx, now, record }) => {
      const entrySeq = await record({ credential: id });
      const who = { personId, programmeId: ids.programme, credentialCode: code, entrySeq };
      const letter = { unitHead: "Head", unitHeadLetterAt: now };
      await tx
        .insert(practicePathway)
        .values({ id: pathwayId, ...who, practiceYears: 5, ...letter });
      const review = { openedBy: ids.registrar, evidenceDigest: "0" };
      await tx.insert(committeeReview).values({ id: reviewId, ...who, pathwayId, ...review });
      await tx.insert(signOff).values({
        ...{ id: signOffId, reviewId, ...who, release: "2026-1", route: "practice" },
        ...{ decision: "approved", signerId: ids.registrar, signerName: "R", signerRole: "r" },
        ...{ meaning: "m", evidence: "{}", evidenceDigest: "0", reauthentication: "password" },
      });
      await tx.insert(credential).values({
        ...{ id, signOffId, personId, organisationId: ids.organisation, code, release: "2026-1" },
        ...{ validFrom: now, validUntil: until ?? later(now, 1_000 * day), prepared: "{}" },
        ...{ statusList: 1, statusIndex: place++, entrySeq },
      });
      const issued = { kind: "issued", effectiveAt: now, entrySeq };
      await tx.insert(credentialEvent).values({ id: uuidv7(), credentialId: id, ...issued });
    });
    return id;
  }

  async function revoke(credentialId: string): Promise<void> {
    await enter(async ({ tx, now, record }) => {
      const entrySeq = await record({ revoked: credentialId });
      const proposalId = uuidv7();
      const proposal = { credentialId, reason: "false_evidence", proposedBy: ids.registrar };
      await tx.insert(revocationProposal).values({ id: proposalId, ...proposal, entrySeq });
      const event = { kind: "revoked", effectiveAt: now, reason: "false_evidence", proposalId };
      await tx.insert(credentialEvent).values({ id: uuidv7(), credentialId, ...event, entrySeq });
    });
  }

  async function grantPrivilege(personId: string, unitId: string, code: string): Promise<void> {
    await enter(async ({ tx, now, record }) => {
      const row = { personId, unitId, code, grantedBy: ids.registrar, startsAt: later(now, -day) };
      const entrySeq = await record({ privilege: code, personId });
      await tx.insert(localPrivilege).values({ id: uuidv7(), ...row, entrySeq });
    });
  }

  async function appoint(personId: string, unitId: string, post: string): Promise<void> {
    await enter(async ({ tx, now, record }) => {
      const row = { personId, unitId, post, startsAt: later(now, -day) };
      const entrySeq = await record({ post, personId });
      await tx.insert(appointment).values({ id: uuidv7(), ...row, entrySeq });
    });
  }

  async function agreeHub(unitId: string, hubUnitId: string): Promise<void> {
    await enter(async ({ tx, now, record }) => {
      const row = { unitId, hubUnitId, startsAt: later(now, -400 * day) };
      await tx
        .insert(hubAgreement)
        .values({ id: uuidv7(), ...row, entrySeq: await record({ hub: hubUnitId }) });
    });
  }

  async function addLead(name: string, unitId: string): Promise<string> {
    const id = uuidv7();
    await enter(async ({ tx, now, record }) => {
      await tx.insert(person).values({ id, name });
      const row = { personId: id, role: "unit_lead", scopeKind: "unit", scopeId: unitId };
      const entrySeq = await record({ lead: id });
      await tx.insert(roleGrant).values({ id: uuidv7(), ...row, startsAt: now, entrySeq });
    });
    return id;
  }

  /** @param unitIds  Null: every unit. */
  async function addToken(
    scopes: TokenScope[] = ["staffing:read", "roster:write"],
    unitIds: string[] | null = null,
  ): Promise<string> {
    const token = `sys_${uuidv7().replaceAll("-", "")}0000`;
    const wish = { id: uuidv7(), name: "Roster system", scopes, unitIds, days: 300 };
    const done = await ensureToken(contextAs(house, system), wish, token);
    if (!done.ok) throw new Error(done.refusal.code);
    return token;
  }

  const adds = { addUnit, addPerson, addLead, addToken, credentialFor };
  return { ids, ...adds, revoke, grantPrivilege, appoint, agreeHub };
}
