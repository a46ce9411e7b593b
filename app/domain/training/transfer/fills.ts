import type { Instant } from "../../time/instant.ts";
import type { AcceptedCase } from "../case/case.ts";
import { dossierOf } from "../dossier.ts";
import type { CaseEvidence, Evidence, Rules } from "../evidence.ts";
import { satisfaction } from "../satisfaction.ts";

/** What an import would do to the log of one competency, were all of it confirmed. */
export type Filled = {
  readonly code: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly need: number;
};

/** Competencies whose log the accepted rows would move, in the order of the curriculum. */
export function whatFills(
  rules: Rules,
  evidence: Evidence,
  accepted: readonly AcceptedCase[],
  at: Instant,
): Filled[] {
  const cases = [...evidence.cases, ...accepted.map(asConfirmed)];
  const before = dossierOf(rules, evidence, at);
  const after = dossierOf(rules, { ...evidence, cases }, at);
  return rules.release.competencies.flatMap(({ code, name }) => {
    const [was, is] = [before, after].map((each) =>
      satisfaction(each, code).lines.find((line) => line.kind === "log"),
    );
    const moved = is && is.have > (was?.have ?? 0);
    return moved ? [{ code, name, before: was?.have ?? 0, after: is.have, need: is.need }] : [];
  });
}

/** As if somebody had confirmed it. */
function asConfirmed(entry: AcceptedCase): CaseEvidence {
  const supervisorId = entry.supervisorId ?? "";
  return {
    ...entry,
    supervisorId,
    provenance: "imported",
    verification: { by: supervisorId, outcome: "confirmed", reason: null },
    reviewOutcome: null,
  };
}
