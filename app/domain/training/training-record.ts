import type { External, Release } from "../curriculum/schema.ts";
import { allow, type Result, refuse } from "../result.ts";
import type { Instant } from "../time/instant.ts";
import type { TrainingRecordEvidence } from "./evidence.ts";

export const trainingRecordKinds = ["exam", "certificate", "audit", "assessor_training"] as const;
export type TrainingRecordKind = (typeof trainingRecordKinds)[number];

export type RecordCode = {
  readonly kind: TrainingRecordKind;
  readonly code: string;
  readonly name: string;
};

const assessorTraining = "TRAIN-ASSESSOR";

/**
 * What can be recorded under a release: its examinations, courses and certificates, training of assessors,
 * and an audit of one's own practice in any of its competencies.
 */
export function recordCodes(
  release: Release,
  externals: ReadonlyMap<string, External>,
): RecordCode[] {
  const outside = [...externals.values()].map(({ code, name }) => ({
    kind: kindOfOutside(code),
    code,
    name,
  }));
  const known = new Set(outside.map((each) => each.code));
  const certificates = release.competencies.flatMap((each) => each.certificates);
  const own = new Map(certificates.map(({ code, title }) => [code, title]));
  return [
    ...outside,
    ...[...own].flatMap(([code, name]) =>
      known.has(code) ? [] : [{ kind: "certificate" as const, code, name }],
    ),
    ...release.competencies.map(({ code, name }) => ({ kind: "audit" as const, code, name })),
  ];
}

function kindOfOutside(code: string): TrainingRecordKind {
  if (code === assessorTraining) return "assessor_training";
  return code.startsWith("EXAM-") ? "exam" : "certificate";
}

export type RecordInput = Pick<TrainingRecordEvidence, "kind" | "code" | "hours"> & {
  readonly completed: { readonly start: Instant; readonly end: Instant };
};

/**
 * Accepts a record of a whole local day. Refusals: `training_code_unknown`, `hours_required`,
 * `hours_not_asked`, `record_in_future`, `before_fellowship`.
 *
 * @param began  When the person's first fellowship in the programme began; null for somebody without one.
 */
export function acceptRecord(
  { kind, code, hours, completed }: RecordInput,
  frame: {
    readonly codes: readonly RecordCode[];
    readonly now: Instant;
    readonly began: Instant | null;
  },
): Result<undefined> {
  const found = frame.codes.some((each) => each.kind === kind && each.code === code);
  if (!found) return refuse("training_code_unknown", { field: "code" });
  if (kind === "assessor_training" && hours === null) {
    return refuse("hours_required", { field: "hours" });
  }
  if (kind !== "assessor_training" && hours !== null) {
    return refuse("hours_not_asked", { field: "hours" });
  }
  if (completed.start > frame.now) return refuse("record_in_future", { field: "when" });
  if (frame.began !== null && completed.end <= frame.began) {
    return refuse("before_fellowship", { field: "when" });
  }
  return allow();
}
