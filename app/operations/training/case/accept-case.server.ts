import { releaseOf } from "#app/domain/content.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  type AcceptedCase,
  acceptCase,
  type CaseInput,
  cutTo,
  type Dating,
  derivedContexts,
} from "#app/domain/training/case/case.ts";
import type { Transaction } from "#db/client.server.ts";
import type { LoggedCase } from "#db/store/training/cases.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import type { Context } from "../../context.server.ts";

type Frame = {
  readonly fellowship: Fellowship;
  readonly now: Instant;
  /** Of the case that is corrected. */
  readonly kept?: Dating;
};

/** Judges a case by the fellow's release and the programme's policy; see `acceptCase` for refusals. */
export async function acceptCaseOf(
  { content }: Pick<Context, "content">,
  tx: Transaction,
  said: CaseInput,
  { fellowship, now, kept }: Frame,
): Promise<Result<AcceptedCase>> {
  const { fellowId, timeZone: zone, during, programmeId } = fellowship;
  const release = releaseOf(content, fellowship.release);
  const { datePrecision: precision } = await policyOf(tx, content, programmeId, now);
  const judged = acceptCase(said, { fellowId, during, release, zone, now, precision, kept });
  if (!judged.ok) return judged;
  const supervisors = await holdersOf(tx, "assessor", fellowship, now);
  if (!supervisors.some((each) => each.id === said.supervisorId)) {
    return refuse("supervisor_not_assessor", { field: "supervisorId" });
  }
  return judged;
}

/** Whether a form says the same as a case on record, be the record's date cut or not. */
export function saysTheSame(said: CaseInput, entry: LoggedCase, zone: string): boolean {
  const plain = ["activity", "role", "setting", "supervisorId", "scenario", "hours"] as const;
  const graded = ["scaiStage", "complicationGrade"] as const;
  const chosen = (codes: readonly string[]) => codes.filter((c) => !derivedContexts.includes(c));
  return (
    cutTo(said.performedAt, entry.datePrecision, zone) === entry.performedAt &&
    [...plain, ...graded].every((field) => said[field] === entry[field]) &&
    sameCodes(said.devices, entry.devices) &&
    sameCodes(said.access, entry.access) &&
    sameCodes(said.complications, entry.complications) &&
    sameCodes(chosen(said.contexts), chosen(entry.contexts))
  );
}

function sameCodes(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every((each) => other.has(each));
}
