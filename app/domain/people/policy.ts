import type { Role } from "./roles.ts";

/**
 * `self`: the target is the actor. `scope`: a grant of that role reaches the target. `anywhere`: holding
 * the role at all is enough (lists that the operation narrows to what each grant reaches).
 */
export type Relation = "self" | "scope" | "anywhere";

export type Line = {
  readonly roles?: Partial<Record<Role, Relation>>;
  /** Whoever held one of these roles may for good, about what they were part of, though they hold none now. */
  readonly formerly?: Partial<Record<Role, Exclude<Relation, "scope">>>;
  /** Scope a machine's token must carry; its units are checked against the target. */
  readonly machine?: string;
  /** Whoever was asked to assess may, by a link without an account: for that one request alone. */
  readonly link?: true;
  /** A screen paired with a unit may, for that unit alone. */
  readonly board?: true;
  /** The portal itself may: ticks, publication of content, first start. */
  readonly system?: true;
  /** Everyone may, signed in or not. */
  readonly public?: true;
  /** Whoever may not do it may not know that the target exists: 404 instead of 403. */
  readonly hidden?: true;
};

const overseers = {
  programme_director: "scope",
  committee_member: "scope",
  auditor: "scope",
} as const;

/** Whoever holds a role may speak for themselves. */
const oneself = {
  fellow: "self",
  assessor: "self",
  committee_member: "self",
  programme_director: "self",
  ecmo_director: "self",
  mcs_director: "self",
  registrar: "self",
  unit_lead: "self",
  auditor: "self",
  administrator: "self",
} as const;

/**
 * Who may do and ask what. Anything not named here is refused. Deeds change the record, questions read it.
 * Reading a line: `"case.log": { roles: { fellow: "self" } }`, a fellow logs in their own log.
 */
export const policy = {
  // people
  "organisation.create": { roles: { administrator: "scope" }, system: true },
  "programme.create": { roles: { administrator: "scope" }, system: true },
  "unit.create": { roles: { administrator: "scope" }, system: true },
  "unit.configure": { roles: { administrator: "scope", unit_lead: "scope" }, system: true },
  "places.list": { roles: { administrator: "anywhere" } },
  "unit.people": { roles: { unit_lead: "scope", administrator: "scope", auditor: "scope" } },
  "person.invite": { roles: { administrator: "scope" }, system: true },
  /** Also by whoever holds no role any more, so that nobody is left with a key that they cannot remove. */
  "passkey.enrol": { roles: oneself, formerly: oneself },
  "passkey.remove": { roles: oneself, formerly: oneself },
  "people.list": {
    roles: { administrator: "anywhere", registrar: "anywhere", auditor: "anywhere" },
  },
  "grant.give": { roles: { administrator: "scope" }, system: true },
  "grant.end": { roles: { administrator: "scope" }, system: true },
  "token.issue": { roles: { administrator: "scope", unit_lead: "scope" }, system: true },
  "token.revoke": { roles: { administrator: "scope", unit_lead: "scope" }, system: true },
  "outbox.read": { roles: { administrator: "scope" } },
  "token.list": { roles: { administrator: "anywhere", unit_lead: "anywhere" } },
  "registration.record": { roles: { administrator: "scope", registrar: "anywhere" }, system: true },
  "licence.record": { roles: { administrator: "scope", registrar: "anywhere" }, system: true },
  "external.record": { roles: { registrar: "anywhere" }, system: true },
  "privilege.record": { roles: { administrator: "scope", unit_lead: "scope" }, system: true },
  "appointment.record": { roles: { administrator: "scope" }, system: true },
  /** What is open to whoever asks: to nobody else's surprise. */
  "frame.show": { public: true },

  // training
  "fellowship.begin": {
    roles: { administrator: "scope", programme_director: "scope" },
    system: true,
  },
  "fellowship.change": { roles: { programme_director: "scope" } },
  "working_time.record": { roles: { programme_director: "scope" } },
  "case.log": { roles: { fellow: "self" } },
  "case.correct": { roles: { fellow: "self" } },
  "case.withdraw": { roles: { fellow: "self" } },
  "case.import": { roles: { fellow: "self" } },
  "import.ask": { roles: { fellow: "self" } },
  "import.withdraw": { roles: { fellow: "self" } },
  "portfolio.export": { roles: { fellow: "self", programme_director: "scope" }, hidden: true },
  "release.adopt": { roles: { programme_director: "scope" } },
  "release.impact": { roles: overseers, system: true },
  "case.verify": { roles: { assessor: "scope" } },
  "complication.review": { roles: { programme_director: "scope" } },
  "observation.request": { roles: { fellow: "self" } },
  "observation.record": { roles: { assessor: "scope" }, link: true },
  "observation.correct": { roles: { assessor: "scope" } },
  "observation.withdraw": { roles: { assessor: "scope" } },
  "request.answer": { link: true },
  "request.decline": { roles: { assessor: "self" }, link: true },
  "self_assessment.record": { roles: { fellow: "self" } },
  "assessor.inbox": { roles: { assessor: "anywhere" } },
  "policy.set": { roles: { programme_director: "scope" } },
  "training_record.record": { roles: { programme_director: "scope" } },
  "training_record.correct": { roles: { programme_director: "scope" } },
  "feedback.begin": { roles: { fellow: "self", programme_director: "scope" } },
  /** Who answers is nobody in particular: the portal itself enters it. */
  "feedback.answer": { system: true },
  "feedback.end": { roles: { assessor: "scope", programme_director: "scope" } },
  "feedback.close": { roles: { assessor: "scope", programme_director: "scope" } },
  "feedback.read": {
    roles: { fellow: "self", assessor: "scope", programme_director: "scope" },
    hidden: true,
  },
  "feedback.list": {
    roles: { fellow: "anywhere", assessor: "anywhere", programme_director: "anywhere" },
  },
  "assessor.appoint": { roles: { programme_director: "scope" }, system: true },
  "training.read": { roles: { fellow: "self", ...overseers }, hidden: true },
  "cohort.read": { roles: overseers, hidden: true },
  "cohort.list": {
    roles: { programme_director: "anywhere", committee_member: "anywhere", auditor: "anywhere" },
  },

  // sign-off
  "review.open": { roles: { committee_member: "scope", programme_director: "scope" } },
  "review.vote": { roles: { committee_member: "scope" } },
  "review.read": {
    roles: { ...overseers, ecmo_director: "scope", mcs_director: "scope" },
    hidden: true,
  },
  "reviews.list": {
    roles: {
      committee_member: "anywhere",
      programme_director: "anywhere",
      ecmo_director: "anywhere",
      mcs_director: "anywhere",
      auditor: "anywhere",
    },
  },
  "meeting.call": { roles: { committee_member: "scope", programme_director: "scope" } },
  "meeting.attend": { roles: { committee_member: "scope", programme_director: "scope" } },
  "meeting.declare_conflict": {
    roles: { committee_member: "scope", programme_director: "scope" },
  },
  "meeting.find": { roles: { committee_member: "scope" } },
  /** Who was there may read it for good, also when they sit on the committee no longer. */
  "meeting.read": { roles: overseers, formerly: { committee_member: "self" }, hidden: true },
  "meetings.list": {
    roles: {
      committee_member: "anywhere",
      programme_director: "anywhere",
      ecmo_director: "anywhere",
      mcs_director: "anywhere",
      auditor: "anywhere",
    },
    formerly: { committee_member: "anywhere" },
  },
  "minutes.sign": { roles: { committee_member: "scope" } },
  "entrustment.decide": { roles: { committee_member: "scope" } },
  "sign_off.decide": { roles: { programme_director: "scope" } },
  "sign_off.co_sign": { roles: { ecmo_director: "scope", mcs_director: "scope" } },
  "sign_off.withdraw": { roles: { programme_director: "scope" } },
  /** How a signer proved again who they are; the portal enters it where nobody is signed in any more. */
  "reauthentication.record": {
    roles: {
      committee_member: "self",
      programme_director: "self",
      ecmo_director: "self",
      mcs_director: "self",
      registrar: "self",
    },
    system: true,
  },
  "exception.propose": { roles: { programme_director: "scope" } },
  "exception.withdraw": { roles: { programme_director: "scope" } },
  "exception.decide": { roles: { committee_member: "scope", programme_director: "scope" } },
  "pathway.apply": { roles: { programme_director: "scope" } },

  // credential
  "credential.issue": {
    system: true,
    roles: { programme_director: "scope", registrar: "anywhere" },
  },
  "credential.suspend": { roles: { registrar: "anywhere" } },
  "credential.reinstate": { roles: { registrar: "anywhere" } },
  "credential.propose_revocation": { roles: { registrar: "anywhere" } },
  "credential.revoke": { roles: { registrar: "anywhere" } },
  "credential.dismiss_revocation": { roles: { registrar: "anywhere" } },
  "credential.manage": { roles: { registrar: "anywhere", auditor: "anywhere" } },
  "credential.mine": { roles: oneself },
  "maintenance.log": { roles: oneself },
  /** Whoever was named for it; the operation says what they must be entitled to. */
  "maintenance.confirm": {
    roles: {
      assessor: "self",
      programme_director: "self",
      ecmo_director: "self",
      mcs_director: "self",
      unit_lead: "self",
    },
  },
  "practice.state": { roles: { unit_lead: "scope" } },
  "renewal.open": { roles: { registrar: "anywhere" } },
  "standing.dispute": { roles: oneself },
  "dispute.answer": { roles: { registrar: "anywhere" } },
  "keys.show": { roles: { registrar: "anywhere", auditor: "anywhere" } },
  /** New signing keys: one registrar proposes, another one confirms. */
  "keys.propose_rotation": { roles: { registrar: "anywhere" } },
  "keys.dismiss_rotation": { roles: { registrar: "anywhere" } },
  "keys.rotate": { roles: { registrar: "anywhere" } },
  "credential.show": { public: true },
  "credential.verify": { public: true },
  "register.search": { public: true },
  "practitioner.read": {
    roles: { registrar: "anywhere", auditor: "anywhere" },
    machine: "register:read",
  },

  // roster
  "roster.publish": { roles: { unit_lead: "scope" }, machine: "roster:write", system: true },
  "roster.map": { roles: { unit_lead: "scope" }, system: true },
  "roster.feed": { roles: { unit_lead: "scope" } },
  "roster.read": { roles: { unit_lead: "scope", auditor: "scope" } },
  "roster.check": { machine: "roster:write", system: true, roles: { unit_lead: "scope" } },
  "unit_state.record": { roles: { unit_lead: "scope" }, machine: "roster:write", system: true },

  // coverage
  /** Their own: of the unit on whose roster they are, or were a day ago. */
  "coverage.ask": {
    roles: {
      ...oneself,
      unit_lead: "scope",
      auditor: "scope",
      registrar: "anywhere",
      administrator: "scope",
    },
    machine: "staffing:read",
    system: true,
  },
  "coverage.list": {
    roles: {
      unit_lead: "anywhere",
      auditor: "anywhere",
      registrar: "anywhere",
      administrator: "anywhere",
    },
    machine: "staffing:read",
  },
  /** What hangs on a unit's wall: the answer, who is on duty, and how to reach them. */
  "board.show": {
    roles: { unit_lead: "scope", auditor: "scope", registrar: "anywhere", administrator: "scope" },
    board: true,
  },
  "board.manage": { roles: { unit_lead: "scope", administrator: "scope" } },
  /** Calls of the shock team: read by few, although they name no patient. */
  "activation.list": { roles: { unit_lead: "scope", auditor: "scope" }, hidden: true },
  "activation.read": {
    roles: { ...oneself, unit_lead: "scope", auditor: "scope" },
    hidden: true,
  },
  /** Their own: whoever is, or was a day ago, on the unit's roster. */
  "activation.record": { roles: { ...oneself, unit_lead: "scope" } },
  /** Their own: what they recorded themselves, for a day. */
  "activation.correct": { roles: { ...oneself, unit_lead: "scope" }, hidden: true },
  /** Whoever of the unit or its hub holds what the standard asks of a reviewer. */
  "activation.review": { roles: oneself, hidden: true },
  "rule_set.adopt": { roles: { unit_lead: "scope", administrator: "scope" }, system: true },
  "hub.agree": { roles: { administrator: "scope" }, system: true },
  "override.declare": { roles: { unit_lead: "scope" } },
  /** By whoever may declare one, also if another one did. */
  "override.end": { roles: { unit_lead: "scope" } },
  /** By somebody else than who declared it or is named in it: the operation sees to that. */
  "override.review": { roles: { unit_lead: "scope", auditor: "scope", administrator: "scope" } },
  "override.read": { roles: { unit_lead: "scope", auditor: "scope", administrator: "scope" } },
  "overrides.list": {
    roles: { unit_lead: "anywhere", auditor: "anywhere", administrator: "anywhere" },
  },
  "gap.decide": { roles: { unit_lead: "scope" } },
  "webhook.keep": { roles: { unit_lead: "scope", administrator: "scope" } },
  /** The address itself is the key: it lets read what it was made for. */
  "calendar.read": { public: true },
  "calendar.keep": { roles: oneself },
  "unit_calendar.keep": { roles: { unit_lead: "scope" } },

  // ledger, curriculum
  "ledger.read": { roles: { auditor: "anywhere", administrator: "anywhere" } },
  "curriculum.show": { public: true },
} as const satisfies Record<string, Line>;

export type Deed = keyof typeof policy;
