import { findActivity } from "../../curriculum/release.ts";
import type { Activity, Release } from "../../curriculum/schema.ts";
import { allow, type Refused, type Result, refuse } from "../../result.ts";
import { holds, type Instant, type Interval } from "../../time/interval.ts";
import { localParts, readLocal, startOfLocalDay } from "../../time/wall-time.ts";
import type { CaseEvidence } from "../evidence.ts";
import type { DatePrecision } from "../portfolio-policy.ts";
import { type DerivedTime, derivedTime } from "./case-time.ts";

/** What a fellow says about a case. There is no place for a patient's identity, and no free text. */
export type CaseInput = Pick<
  CaseEvidence,
  | "id"
  | "activity"
  | "role"
  | "setting"
  | "performedAt"
  | "supervisorId"
  | "devices"
  | "access"
  | "contexts"
  | "scenario"
  | "hours"
  | "scaiStage"
  | "complicationGrade"
  | "complications"
>;

/** The same with what follows from it. */
export type AcceptedCase = CaseInput & Dating & Pick<CaseEvidence, "simulated">;

/** When a case was, as exactly as the programme keeps it, with what followed from the exact time. */
export type Dating = Pick<CaseEvidence, "performedAt" | "datePrecision" | "atNight" | "onWeekend">;

export type CaseFrame = {
  readonly fellowId: string;
  readonly during: Interval;
  readonly release: Release;
  /** Of the programme: night and weekend are what its clock shows. */
  readonly zone: string;
  readonly now: Instant;
  /** How exactly the programme keeps dates now. */
  readonly precision: DatePrecision;
  /** Of the case that is corrected: while the time stays as it was kept, so does what followed from it. */
  readonly kept?: Dating;
};

const hoursMax = 24;
/** Contexts that the time decides; nobody ticks them. */
export const derivedContexts: readonly string[] = ["night", "weekend"];

/**
 * Accepts a case as the curriculum knows it, or refuses it. The refusal's detail names the `field`.
 * Refusals: `case_in_future`, `outside_fellowship`, `unknown_activity`, `setting_not_known`,
 * `…_not_offered` for what the activity has no place for, `supervisor_is_self`, `hours_out_of_range`,
 * `scenario_missing`, `complication_without_grade`, `complication_missing`.
 */
export function acceptCase(input: CaseInput, frame: CaseFrame): Result<AcceptedCase> {
  const kept = frame.kept?.performedAt === input.performedAt ? frame.kept : null;
  if (input.performedAt > frame.now) return wrong("case_in_future", "when");
  if (!kept && !holds(frame.during, input.performedAt)) return wrong("outside_fellowship", "when");
  const activity = findActivity(frame.release, input.activity);
  if (!activity) return wrong("unknown_activity", "activity", input.activity);
  const wronged = wrongCode(input, activity, frame.release) ?? wrongAnswer(input, activity, frame);
  if (wronged) return wronged;
  const dating = kept ? datingOf(kept) : dated(input.performedAt, frame);
  const chosen = input.contexts.filter((each) => !derivedContexts.includes(each));
  const contexts = [
    ...new Set(chosen),
    ...(dating.atNight ? ["night"] : []),
    ...(dating.onWeekend ? ["weekend"] : []),
  ];
  return allow({ ...input, contexts, ...dating, simulated: activity.kind === "simulation" });
}

/** Night and weekend from the exact time, and only then the time as exactly as it is kept. */
function dated(at: Instant, { zone, precision }: CaseFrame): Dating {
  return {
    performedAt: cutTo(at, precision, zone),
    datePrecision: precision,
    ...timeOfCase(at, zone),
  };
}

function datingOf({ performedAt, datePrecision, atNight, onWeekend }: Dating): Dating {
  return { performedAt, datePrecision, atNight, onWeekend };
}

/** The start of the local day or month that holds an instant; with `minute`, the instant itself. */
export function cutTo(at: Instant, precision: DatePrecision, zone: string): Instant {
  if (precision === "minute") return at;
  const days = precision === "month" ? 1 - localParts(at, zone).day : 0;
  return startOfLocalDay(at, zone, days);
}

/** Whether the programme's clock showed night and its calendar a Saturday or Sunday. */
export function timeOfCase(at: Instant, zone: string): DerivedTime {
  const { hour, weekday } = localParts(at, zone);
  return derivedTime(hour, weekday);
}

/**
 * Reads the local time of a form. Refusals: `time_unreadable`, `time_skipped` (the clock jumped over
 * it) and `time_twice` (it was shown twice and `reading` does not say which).
 */
export function readCaseTime(
  text: string,
  zone: string,
  reading: "earlier" | "later" | null = null,
): Result<Instant> {
  const found = readLocal(text, zone);
  const field = "when";
  if (!found) return refuse("time_unreadable", { field, value: text });
  if (found.kind === "exact") return allow(found.at);
  if (found.kind === "missing") return refuse("time_skipped", { field, value: text });
  return reading ? allow(found[reading]) : refuse("time_twice", { field, value: text });
}

function wrongCode(input: CaseInput, activity: Activity, { catalogue }: Release): Refused | null {
  if (!catalogue.settings.some((each) => each.code === input.setting)) {
    return wrong("setting_not_known", "setting", input.setting);
  }
  const chosen = input.contexts.filter((each) => !derivedContexts.includes(each));
  const scenario = input.scenario === null ? [] : [input.scenario];
  const checks = [
    ["devices", "device_not_offered", input.devices, activity.devices],
    ["access", "access_not_offered", input.access, activity.access],
    ["contexts", "context_not_offered", chosen, activity.contexts],
    ["complications", "complication_not_offered", input.complications, activity.complications],
    ["scenario", "scenario_not_offered", scenario, activity.scenarios],
  ] as const;
  for (const [field, code, given, known] of checks) {
    const stranger = given.find((each) => !known.includes(each));
    if (stranger !== undefined) return wrong(code, field, stranger);
  }
  return null;
}

function wrongAnswer(input: CaseInput, activity: Activity, frame: CaseFrame): Refused | null {
  const { hours, complicationGrade: grade, complications } = input;
  if (input.supervisorId === frame.fellowId) return wrong("supervisor_is_self", "supervisorId");
  if (hours !== null && !(hours > 0 && hours <= hoursMax)) {
    return wrong("hours_out_of_range", "hours");
  }
  if (activity.scenarios.length > 0 && input.scenario === null) {
    return wrong("scenario_missing", "scenario");
  }
  if (grade === "none" && complications.length > 0) {
    return wrong("complication_without_grade", "complicationGrade");
  }
  const namable = activity.complications.length > 0;
  if (grade !== "none" && namable && complications.length === 0) {
    return wrong("complication_missing", "complications");
  }
  return null;
}

function wrong(code: string, field: string, given?: string): Refused {
  return refuse(code, given === undefined ? { field } : { field, given });
}
