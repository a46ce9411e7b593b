import { scaiStages } from "../curriculum/schema.ts";
import { allow, type Result, refuse } from "../result.ts";
import { hour, type Instant, later } from "../time/instant.ts";
import type { ShockTeam } from "./rule.ts";
import { type Seat, seatsOf } from "./shock-team.ts";
import type { TeamRecord } from "./team-record.ts";

export { scaiStages };
export type ScaiStage = (typeof scaiStages)[number];
export const mcsKinds = ["none", "considered", "started"] as const;
export type McsKind = (typeof mcsKinds)[number];
export const joinModes = ["call", "bedside"] as const;
export type JoinMode = (typeof joinModes)[number];
/** For whoever joined without a seat of the team: a perfusionist, a resident, somebody not entitled. */
export const noSeat = "other";

/** A correction says which mistake it mends; nobody types anything about a patient. */
export const correctionReasons = [
  "wrong_time",
  "wrong_stage",
  "wrong_support",
  "wrong_plan",
  "recorded_twice",
  "no_activation",
] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** The team was called: when, at what stage, for what. Nothing of the patient, no outcome. */
export type Activation = {
  readonly activatedAt: Instant;
  readonly scaiStage: ScaiStage;
  readonly mcs: McsKind;
  readonly devices: readonly string[];
  /** Asked for VA-ECMO alone; null elsewhere. */
  readonly unloadingPlan: boolean | null;
  readonly exitStrategy: boolean | null;
  /** By the emergency path: before the team was whole. */
  readonly emergency: boolean;
};

/**
 * Accepts what is recorded of a call, with what it does not ask for left empty. Refusals, each with its
 * field: `activation_in_future`, `support_missing`, `support_not_asked`, `device_not_support`,
 * `plan_missing`, `emergency_not_offered`.
 */
export function acceptActivation(
  standard: ShockTeam,
  given: Activation,
  now: Instant,
): Result<Activation> {
  const { mcs, devices, emergency, scaiStage } = given;
  if (given.activatedAt > now) return refuse("activation_in_future", { field: "activatedAt" });
  if (devices.some((each) => !standard.devices.includes(each)))
    return refuse("device_not_support", { field: "devices" });
  if (mcs === "none" && devices.length > 0)
    return refuse("support_not_asked", { field: "devices" });
  if (mcs !== "none" && devices.length === 0)
    return refuse("support_missing", { field: "devices" });
  if (emergency && !standard.emergency.stages.includes(scaiStage)) {
    const when = standard.emergency.when;
    return refuse("emergency_not_offered", { field: "emergency", when });
  }
  if (!isVaEcmo(standard, given))
    return allow({ ...given, unloadingPlan: null, exitStrategy: null });
  if (given.unloadingPlan === null) return refuse("plan_missing", { field: "unloadingPlan" });
  if (given.exitStrategy === null) return refuse("plan_missing", { field: "exitStrategy" });
  return allow(given);
}

/** Somebody answered the call. Whoever takes a seat was seen to be entitled to it when it was recorded. */
export type Joined = {
  readonly seat: string;
  readonly personId: string;
  readonly mode: JoinMode;
  readonly joinedAt: Instant;
};

export function isVaEcmo(standard: ShockTeam, { devices }: Pick<Activation, "devices">): boolean {
  return devices.some((each) => standard.vaEcmo.devices.includes(each));
}

/** The seats that this call needs: those of every call, and the ECMO physician for VA-ECMO. */
export function seatsAsked(standard: ShockTeam, activation: Pick<Activation, "devices">): Seat[] {
  const { always, added } = seatsOf(standard);
  const joins = isVaEcmo(standard, activation) ? [standard.vaEcmo.seat] : [];
  return [...always, ...added.filter(({ seat }) => joins.includes(seat))];
}

/** Until when somebody of the standard's reviewers looks at a call that took the emergency path. */
export function reviewDueAt(standard: ShockTeam, { activatedAt }: Pick<Activation, "activatedAt">) {
  return later(activatedAt, standard.emergency.reviewHours.value * hour);
}

export const activationFlags = [
  "va_ecmo_without_full_team",
  "va_ecmo_without_unloading_plan",
  "va_ecmo_without_exit_strategy",
  "mcs_without_full_team",
  "emergency_too_few",
  "review_due",
  "review_overdue",
] as const;
export type ActivationFlag = (typeof activationFlags)[number];

/** What somebody should look at. A plan is asked for once VA-ECMO was started, the team before. */
export function flagsOf(
  standard: ShockTeam,
  activation: Activation,
  seen: { readonly team: TeamRecord; readonly isReviewed: boolean; readonly now: Instant },
): ActivationFlag[] {
  const { team, isReviewed, now } = seen;
  const isMcs = activation.mcs !== "none";
  const ecmo = isVaEcmo(standard, activation);
  const started = ecmo && activation.mcs === "started";
  const { emergency } = activation;
  const late = now >= reviewDueAt(standard, activation);
  const flags: readonly [ActivationFlag, boolean][] = [
    ["va_ecmo_without_full_team", ecmo && isMcs && !team.isFull],
    ["va_ecmo_without_unloading_plan", started && activation.unloadingPlan !== true],
    ["va_ecmo_without_exit_strategy", started && activation.exitStrategy !== true],
    ["mcs_without_full_team", !ecmo && isMcs && !team.isFull],
    ["emergency_too_few", emergency && team.distinctPeople < standard.emergency.peopleMin.value],
    ["review_due", emergency && !isReviewed && !late],
    ["review_overdue", emergency && !isReviewed && late],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}
