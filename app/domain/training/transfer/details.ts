import { complicationGrades, type Release, scaiStages } from "../../curriculum/schema.ts";
import { type CaseInput, derivedContexts } from "../case/case.ts";
import type { ImportField } from "./columns.ts";
import { plain } from "./sheet.ts";

export type Cells = (field: ImportField) => string;
type Activity = Release["catalogue"]["activities"][number];

/** A word of a detail that nothing here stands for, or that the activity has no place for. */
export type LeftOut = { readonly field: ImportField; readonly word: string };

export type Details = Pick<
  CaseInput,
  | "devices"
  | "access"
  | "contexts"
  | "scenario"
  | "hours"
  | "scaiStage"
  | "complicationGrade"
  | "complications"
> & { readonly leftOut: readonly LeftOut[] };

/** Words that say that there was nothing. */
const nothing = new Set(["", "no", "none", "nil", "n a", "na", "nein", "keine", "non", "0"]);

export type Catalogue = ReturnType<typeof catalogueWords>;

/** Codes by every word for them, once for a whole file. */
export function catalogueWords({ catalogue }: Release) {
  const words = (items: readonly { readonly code: string; readonly name: string }[]) =>
    new Map(items.flatMap(({ code, name }) => [code, name].map((word) => [plain(word), code])));
  return {
    devices: words(catalogue.devices),
    access: words(catalogue.access),
    contexts: words(catalogue.contexts),
    complications: words(catalogue.complications),
    scenario: words(catalogue.scenarios),
  };
}

/**
 * The details of a row. What cannot be placed is left out and named, since a case is no less true without
 * its device; a complication is never left out, since that would be.
 *
 * @returns null where hours are written that are no number.
 */
export function readDetails(cells: Cells, activity: Activity, words: Catalogue): Details | null {
  const leftOut: LeftOut[] = [];
  const listed = (
    field: "devices" | "access" | "contexts" | "complications",
    offered: readonly string[],
  ) =>
    wordsIn(cells(field)).flatMap((word) => {
      const code = words[field].get(plain(word));
      if (code !== undefined && offered.includes(code)) return [code];
      if (field === "complications") return [code ?? word];
      if (code === undefined || !derivedContexts.includes(code)) leftOut.push({ field, word });
      return [];
    });
  const hours = readHours(cells("hours"));
  if (hours === undefined) return null;
  const stage = cells("scaiStage").trim().toUpperCase();
  const scaiStage = scaiStages.find((each) => stage === each || stage === `STAGE ${each}`) ?? null;
  if (scaiStage === null && !nothing.has(plain(stage))) {
    leftOut.push({ field: "scaiStage", word: stage });
  }
  return {
    devices: listed("devices", activity.devices),
    access: listed("access", activity.access),
    contexts: listed("contexts", activity.contexts),
    complications: listed("complications", activity.complications),
    scenario: words.scenario.get(plain(cells("scenario"))) ?? null,
    hours,
    scaiStage,
    complicationGrade: gradeOf(cells("complicationGrade")),
    leftOut,
  };
}

function wordsIn(cell: string): string[] {
  const words = cell.split(/[;|,\n]+/).map((each) => each.trim());
  return [...new Set(words.filter((each) => !nothing.has(plain(each))))];
}

function readHours(cell: string): number | null | undefined {
  if (cell.trim() === "") return null;
  const hours = Number(cell.trim().replace(",", "."));
  return Number.isFinite(hours) ? hours : undefined;
}

function gradeOf(cell: string): (typeof complicationGrades)[number] {
  const word = plain(cell);
  const plainer: Readonly<Record<string, (typeof complicationGrades)[number]>> = {
    minor: "low",
    moderate: "medium",
    major: "high",
    severe: "high",
  };
  return complicationGrades.find((each) => word === each) ?? plainer[word] ?? "none";
}
