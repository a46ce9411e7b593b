import type { Copy } from "#app/domain/copy.ts";
import type { EpaProgress } from "#app/domain/training/epa.ts";
import type { RequirementLine } from "#app/domain/training/requirement-line.ts";
import type { CompetencySatisfaction } from "#app/domain/training/satisfaction.ts";
import { missingWords, titleOf, unitOf } from "#app/domain/training/words.ts";
import type { MeterView } from "./meter.tsx";
import type { RequirementView } from "./requirement-row.tsx";

/** A requirement as a row: made where the words are at hand, and plain enough to be sent. */
export type SentRequirement = Omit<RequirementView, "evidence">;

export function competencyRow(copy: Copy, each: CompetencySatisfaction): SentRequirement {
  const blocked = each.status === "blocked_pending_review";
  const waiting = each.lines.find((line) => line.kind === "complication_review");
  return {
    code: each.code,
    title: each.name,
    state: blocked ? "blocked" : each.status === "met" ? "satisfied" : "in_progress",
    meters: metersFor(copy, each.lines),
    ...(waiting ? { note: `${missingWords(copy, waiting)}.` } : {}),
  };
}

export function epaRow(copy: Copy, each: EpaProgress): SentRequirement {
  const { code, name: title, status, lines, latestLevel, targetLevel } = each;
  const seen =
    latestLevel === null ? "Not observed yet." : `Last observed at level ${latestLevel}.`;
  return {
    code,
    title,
    state: status === "met" ? "satisfied" : "in_progress",
    meters: metersFor(copy, lines),
    note: `Target level ${targetLevel}. ${seen}`,
  };
}

/** What is asked of the holder beside competencies and EPAs. */
export function holderRow(copy: Copy, code: string, lines: readonly RequirementLine[]) {
  const met = lines.every((each) => each.met);
  const row: SentRequirement = {
    code,
    title: "What else is asked of you",
    state: met ? "satisfied" : "in_progress",
    meters: metersFor(copy, lines),
  };
  return row;
}

/** A limit that is kept is not shown: there is nothing to reach. */
export function metersFor(copy: Copy, lines: readonly RequirementLine[]): MeterView[] {
  return lines
    .filter((each) => !(each.kind === "assessor_share" && each.met))
    .filter((each) => each.kind !== "complication_review")
    .map((each) => ({
      label: titleOf(each),
      value: rounded(each.have),
      target: rounded(each.need),
      unit: unitOf(each),
      missing: missingWords(copy, each, lines),
    }));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
