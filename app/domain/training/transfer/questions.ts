import { readDate } from "./dates.ts";
import {
  type Dictionary,
  type ImportMapping,
  meaningOf,
  type WordField,
  wordFields,
} from "./mapping.ts";
import { plain, type Sheet } from "./sheet.ts";

/** A word of the file, how often it stands there, and what it is taken for; null while nobody said. */
export type AskedWord = {
  readonly word: string;
  readonly rows: number;
  readonly meaning: string | null;
};

export type Questions = {
  /** By field: words that are unknown, the most frequent first, then those that somebody decided about. */
  readonly words: Readonly<Record<WordField, readonly AskedWord[]>>;
  /** Words that nobody decided about, shown or not. */
  readonly unanswered: number;
  /** How many dates could be read in two ways; an example of them. */
  readonly ambiguous: { readonly rows: number; readonly example: string } | null;
};

/** So many are asked about at once; more different words mostly are a column that holds something else. */
const wordsMax = 40;

/** What only the fellow can say about a file. */
export function questionsOf(
  sheet: Sheet,
  mapping: ImportMapping,
  dictionary: Dictionary,
): Questions {
  const all = wordFields.map((field) => [field, asked(sheet, field, mapping, dictionary)] as const);
  const words = Object.fromEntries(
    all.map(([field, found]) => [field, found.slice(0, wordsMax)]),
  ) as Record<WordField, AskedWord[]>;
  const unanswered = all.flatMap(([field, found]) =>
    // Supervisors may stay open.
    field === "supervisor" ? [] : found.filter((each) => each.meaning === null),
  ).length;
  return { words, unanswered, ambiguous: ambiguousDates(sheet, mapping) };
}

function asked(
  sheet: Sheet,
  field: WordField,
  mapping: ImportMapping,
  dictionary: Dictionary,
): AskedWord[] {
  const counts = new Map<string, { word: string; rows: number }>();
  for (const cell of cellsOf(sheet, mapping.columns[field])) {
    const word = cell.trim();
    if (word === "") continue;
    const found = counts.get(plain(word));
    if (found) found.rows += 1;
    else counts.set(plain(word), { word, rows: 1 });
  }
  return [...counts]
    .filter(
      ([key, { word }]) =>
        mapping.words[field][key] !== undefined ||
        meaningOf(field, word, mapping, dictionary) === null,
    )
    .map(([key, found]) => ({ ...found, meaning: mapping.words[field][key] ?? null }))
    .sort(
      (a, b) =>
        Number(a.meaning !== null) - Number(b.meaning !== null) ||
        b.rows - a.rows ||
        (a.word < b.word ? -1 : 1),
    );
}

function ambiguousDates(sheet: Sheet, { columns }: ImportMapping): Questions["ambiguous"] {
  const unclear = cellsOf(sheet, columns.date).filter(
    (cell) => readDate(cell, null).kind === "ambiguous",
  );
  const [example] = unclear;
  return example === undefined ? null : { rows: unclear.length, example };
}

/**
 * In which order the file writes day and month, where its own dates prove it: one that can only be read one
 * way, and none that speaks against it.
 */
export function provenOrder(sheet: Sheet, column: string | undefined): "dmy" | "mdy" | null {
  let [dmy, mdy] = [0, 0];
  for (const cell of cellsOf(sheet, column)) {
    const [, a = "", b = ""] = /^\s*(\d{1,2})[-/ ](\d{1,2})[-/ ]\d{2,4}/.exec(cell) ?? [];
    if (Number(a) > 12) dmy += 1;
    else if (Number(b) > 12) mdy += 1;
  }
  if (dmy > 0 && mdy === 0) return "dmy";
  return mdy > 0 && dmy === 0 ? "mdy" : null;
}

function cellsOf({ header, rows }: Sheet, column: string | undefined): string[] {
  const at = column === undefined ? -1 : header.indexOf(column);
  return at < 0 ? [] : rows.map(({ cells }) => cells[at] ?? "");
}
