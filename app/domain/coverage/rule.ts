import { z } from "zod";
import { Figure } from "../curriculum/schema.ts";
import {
  type RosterPresence,
  rosterPresences,
  type ShiftRole,
  shiftRoles,
} from "../roster/shift.ts";
import { RuleWindow } from "./rule-window.ts";

export { type RosterPresence, rosterPresences, type ShiftRole, shiftRoles };

/** Roles that no rule admits unless it names them. */
export const excludedByDefault: readonly ShiftRole[] = [
  "fellow",
  "resident",
  "perfusionist",
  "not_counted",
];

/** Where a rule wants people; `named` asks for an appointment, not for a shift. */
export const rulePresences = [...rosterPresences, "named"] as const;

export const unitTiers = ["none", "basic", "intermediate", "advanced"] as const;
export type UnitTier = (typeof unitTiers)[number];

/** Counts that a unit reports (`PUT …/state`) and services that it declares. */
export const countNames = ["ecmo_patients", "beds_occupied"] as const;
export const serviceNames = ["va_ecmo_service", "ecpr_service"] as const;

/** `{count: ecmo_patients, above: 0}` or `{service: va_ecmo_service}`. */
export const Condition = z.union([
  z.strictObject({ count: z.enum(countNames), above: z.number().int().nonnegative() }),
  z.strictObject({ service: z.enum(serviceNames) }),
]);
export type Condition = z.output<typeof Condition>;

export const StaffingRule = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    severity: z.enum(["block", "warn"]),
    /** Shift roles admitted; absent: every role but `excludedByDefault`. */
    roles: z.array(z.enum(shiftRoles)).optional(),
    anyOf: z.array(z.string()).min(1),
    allOf: z.array(z.string()).default([]),
    /** People needed: a figure, or ceil(count / per). */
    min: Figure.optional(),
    minFormula: z.strictObject({ count: z.enum(countNames), per: Figure }).optional(),
    presence: z.enum(rulePresences),
    responseMinutes: Figure.optional(),
    window: RuleWindow,
    when: Condition.optional(),
    /** Codes of `anyOf` that also need a local privilege, and the privilege's code. */
    privileges: z.record(z.string(), z.string()).default({}),
    /** For `named`: the post that the person must hold. */
    post: z.string().optional(),
    basis: z.enum(["default", "adapted", "sourced"]),
    source: z.string(),
    note: z.string().optional(),
  })
  .refine((rule) => (rule.min === undefined) !== (rule.minFormula === undefined), {
    message: "exactly one of min and minFormula",
  })
  .refine((rule) => (rule.presence === "named") === (rule.post !== undefined), {
    message: "post belongs to presence named",
  });
export type StaffingRule = z.output<typeof StaffingRule>;

export const RuleSet = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  rules: z.array(StaffingRule),
});
export type RuleSet = z.output<typeof RuleSet>;

/** content/standards/unit-tiers.yaml */
export const Tiers = z.strictObject({
  tiers: z.array(
    z.strictObject({
      tier: z.enum(unitTiers),
      name: z.string(),
      aliases: z.record(z.string(), z.string()),
      rules: z.array(StaffingRule),
    }),
  ),
  /** In force for every unit with a VA-ECMO service, whatever its tier; matched on its own. */
  guard: z.strictObject({ id: z.string(), title: z.string(), rules: z.array(StaffingRule) }),
  /** Published standards as rules of a unit's own, to begin from. */
  templates: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      /** What the share of hours in which all of its rules were met says, and what it does not. */
      measures: z.string(),
      rules: z.array(StaffingRule),
    }),
  ),
  /** Codes that a rule may ask for and that an entrustment decision gives, such as FELLOW-L3. */
  standings: z.array(
    z.strictObject({ code: z.string(), name: z.string(), epa: z.string(), level: Figure }),
  ),
});
export type Tiers = z.output<typeof Tiers>;

/** content/standards/staffing.yaml: counting, windows and freshness. */
export const Staffing = z.strictObject({
  onSiteRulesPerPerson: Figure,
  onCallRulesPerPerson: Figure,
  dayStartsAt: z.string().regex(/^\d\d:\d\d$/),
  dayEndsAt: z.string().regex(/^\d\d:\d\d$/),
  maxAgeMinutes: z.strictObject({
    pulled: Figure,
    pushed: Figure,
    uploaded: Figure,
    state: Figure,
  }),
  shiftDaysMax: Figure,
  overrideHoursMax: Figure,
  /** Hours after an override began within which a second person looks at it. */
  overrideReviewHours: Figure,
  /** Hours after its beginning at which whoever may review it is told once more. */
  overrideReviewRemindHours: Figure,
  clockSkewSeconds: Figure,
  coverageDaysMax: Figure,
  /** What a person on a roster in a role is there to hold, any one of: marks on a roster, never an answer. */
  roleMeans: z.partialRecord(z.enum(shiftRoles), z.array(z.string()).min(1)),
});
export type Staffing = z.output<typeof Staffing>;

/** content/standards/shock-team.yaml */
export const ShockTeam = z.strictObject({
  trigger: z.string(),
  distinctPeopleMin: Figure,
  seats: z.array(
    z.strictObject({
      seat: z.string(),
      title: z.string(),
      anyOf: z.array(z.string()).min(1),
      allOf: z.array(z.string()).default([]),
      min: Figure,
      respondMinutes: Figure,
      /** Absent: always asked. */
      addWhen: z.string().optional(),
    }),
  ),
  /** What of the catalogue's devices counts as temporary mechanical support. */
  devices: z.array(z.string()).min(1),
  /** Those that are VA-ECMO, and the seat that joins for them. */
  vaEcmo: z.strictObject({ devices: z.array(z.string()).min(1), seat: z.string() }),
  emergency: z.strictObject({
    when: z.string(),
    /** SCAI stages at which it may be taken; in a resuscitation the stage is E. */
    stages: z.array(z.string()).min(1),
    peopleMin: Figure,
    reviewHours: Figure,
    /** Hours after the call at which whoever may review it is told once more. */
    reviewRemindHours: Figure,
    reviewers: z.array(z.string()),
  }),
  review: z.strictObject({
    serialHours: z.array(Figure),
    reference: z.string(),
    source: z.string(),
  }),
  minimumDataset: z.array(z.string()),
  metrics: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      /** From when to when it is counted. */
      note: z.string().optional(),
      target: Figure.optional(),
    }),
  ),
});
export type ShockTeam = z.output<typeof ShockTeam>;
