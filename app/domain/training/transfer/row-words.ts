import type { AcceptedCase } from "../case/case.ts";
import type { ImportField } from "./columns.ts";
import type { Cells } from "./details.ts";
import type { ImportFrame } from "./judge.ts";
import { type Dictionary, type ImportMapping, meaningOf, nobody, skipRows } from "./mapping.ts";

/** What the words of a row stand for, or why that is not known. */
export type Meant =
  | { kind: "skip" }
  | { kind: "unknown"; field: ImportField; code: string; word?: string }
  | {
      kind: "meant";
      activity: string;
      role: AcceptedCase["role"];
      setting: string;
      supervisorId: string | null;
    };

/** Reads activity, role, setting and supervisor of one row. */
export function wordsOf(cells: Cells, mapping: ImportMapping, frame: ImportFrame): Meant {
  const otherwise = { activity: null, role: mapping.role, setting: mapping.setting };
  const found: Record<string, string> = {};
  for (const field of ["activity", "role", "setting"] as const) {
    const word = cells(field).trim();
    const meaning =
      word === "" ? otherwise[field] : meaningOf(field, word, mapping, frame.dictionary);
    if (meaning === skipRows) return { kind: "skip" };
    if (meaning === null) {
      const code = word === "" ? "cell_empty" : "word_not_matched";
      return { kind: "unknown", field, code, ...(word === "" ? {} : { word }) };
    }
    found[field] = meaning;
  }
  const role = frame.roles.find((each) => each.code === found.role)?.code;
  if (!role) return { kind: "unknown", field: "role", code: "word_not_matched" };
  const supervisor = supervisorOf(cells("supervisor").trim(), mapping, frame.dictionary);
  if (supervisor === skipRows) return { kind: "skip" };
  const { activity = "", setting = "" } = found;
  return { kind: "meant", activity, role, setting, supervisorId: supervisor };
}

/** Whoever is not found stays open: a supervisor can be named after the import. */
function supervisorOf(word: string, mapping: ImportMapping, dictionary: Dictionary) {
  const meaning = word === "" ? null : meaningOf("supervisor", word, mapping, dictionary);
  return meaning === nobody ? null : meaning;
}
