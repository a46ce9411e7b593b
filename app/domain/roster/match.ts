import type { NameMeaning, RosterMapping } from "./mapping.ts";
import { nameKey, wordsKey } from "./mapping.ts";
import type { FileRow } from "./roster-file.ts";
import type { RawRow, RowError } from "./row.ts";

/** Words of a file that the unit has not taught yet, with where they stand. */
export type OpenWords = {
  readonly given: string;
  /** How many rows have them, and the first of these. */
  readonly rows: number;
  readonly firstRow: number;
  /** What else stands in these rows, to know them by: people of an assignment, assignments of a person. */
  readonly beside: readonly string[];
};

export type Matched = {
  /** What can be published; a person whom nobody is matched to stays a name. */
  readonly rows: readonly RawRow[];
  readonly unmatchedNames: readonly OpenWords[];
  /** Without a role and a presence their rows cannot be published. */
  readonly unmappedAssignments: readonly OpenWords[];
  readonly leftOut: { readonly not_a_physician: number; readonly ignore: number };
};

/**
 * Says what each row of a file means by what the unit has taught. What the file says itself stands; a
 * registration among its identifiers is the person; a name is somebody only where it was taught.
 *
 * @param isHeld  Whether anybody in the record holds a registration ("AUTHORITY:number").
 */
export function matchRows(
  rows: readonly FileRow[],
  mapping: RosterMapping,
  isHeld: (registration: string) => boolean,
): Matched {
  const made: RawRow[] = [];
  const leftOut = { not_a_physician: 0, ignore: 0 };
  const names = new Map<string, Open>();
  const duties = new Map<string, Open>();
  const keys: Keys = { name: remembered(nameKey), words: remembered(wordsKey) };
  for (const row of rows) {
    const duty = dutyOf(row, mapping, keys);
    const person = personOf(row, mapping, isHeld, keys);
    const out = isOut(duty.meaning) ? duty.meaning : person.meaning;
    if (isOut(out)) leftOut[out] += 1;
    if (isOut(out) || person.meaning !== "use") continue;
    const { given, registration } = person;
    if (given && registration === "")
      open(names, keys.name(given), given, row, row.fields.assignment ?? null);
    if (duty.meaning === "open")
      open(duties, keys.words(duty.given), duty.given, row, row.name ?? registration);
    else if (duty.meaning === "use") {
      const fields = { ...row.fields, ...duty.fields, registration };
      made.push(
        given === null ? { row: row.row, fields } : { row: row.row, fields, nameText: given },
      );
    }
  }
  return {
    rows: made,
    unmatchedNames: closed(names),
    unmappedAssignments: closed(duties),
    leftOut,
  };
}

/** The rows that nothing can be made of until their assignment is taught, as errors of the body. */
export function unmappedErrors({ unmappedAssignments }: Matched): RowError[] {
  return unmappedAssignments.map(({ given, firstRow, rows }) => ({
    row: firstRow,
    field: "assignment",
    code: "assignment_not_mapped",
    detail: { given: given.slice(0, 80), rows },
  }));
}

/**
 * A person of a file as one text: the name, and in brackets what tells two of one name apart. Empty where
 * the file says nothing of who it is.
 */
export function personText({ name, identifiers }: Pick<FileRow, "name" | "identifiers">): string {
  const plain = name?.normalize("NFKC").replace(/\s+/g, " ").trim() ?? "";
  const identifier = telling(identifiers);
  if (plain === "") return identifier ?? "";
  return (identifier === null ? plain : `${plain} (${identifier})`).slice(0, 120);
}

/** The first of the identifiers, but rather what people use than a key that a machine made. */
function telling(identifiers: readonly string[]): string | null {
  const given = identifiers.map((each) => each.trim()).filter((each) => each !== "");
  return given.find((each) => !machineMade.test(each)) ?? given[0] ?? null;
}
const machineMade = /^\{?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;

/** The keys of words; a file has the same few hundred of them again and again. */
type Keys = Readonly<Record<"name" | "words", (text: string) => string>>;

function remembered(keyOf: (text: string) => string) {
  const known = new Map<string, string>();
  return (text: string) => {
    const key = known.get(text) ?? keyOf(text);
    known.set(text, key);
    return key;
  };
}

type Duty =
  | { readonly meaning: "use"; readonly fields: RawRow["fields"] }
  | { readonly meaning: "not_a_physician" | "ignore" }
  | { readonly meaning: "open"; readonly given: string };

function dutyOf({ fields }: FileRow, { duties }: RosterMapping, keys: Keys): Duty {
  if (fields.role && fields.presence) return { meaning: "use", fields: {} };
  const given = fields.assignment ?? "";
  const known = duties.get(keys.words(given));
  if (!known) return { meaning: "open", given };
  if (known.meaning !== "use") return known;
  const role = fields.role || known.role;
  const presence = fields.presence || known.presence;
  const minutes = presence === "on_site" ? null : known.responseMinutes;
  const responseMinutes = fields.responseMinutes || (minutes === null ? "" : String(minutes));
  return { meaning: "use", fields: { role, presence, responseMinutes } };
}

type Person =
  | Exclude<NameMeaning, { readonly meaning: "use" }>
  | {
      readonly meaning: "use";
      /** Empty where nobody is known. */
      readonly registration: string;
      /** The name in the file, taught or to be asked about; null where a registration stands there. */
      readonly given: string | null;
    };

function personOf(
  row: FileRow,
  { names }: RosterMapping,
  isHeld: (registration: string) => boolean,
  keys: Keys,
): Person {
  const written = row.fields.registration || row.identifiers.find(isHeld);
  if (written) return { meaning: "use", registration: written, given: null };
  const given = personText(row);
  const known = names.get(keys.name(given));
  if (!known) return { meaning: "use", registration: "", given };
  return known.meaning === "use" ? { ...known, given } : known;
}

function isOut(meaning: string | undefined): meaning is "not_a_physician" | "ignore" {
  return meaning === "not_a_physician" || meaning === "ignore";
}

type Open = { given: string; rows: number; firstRow: number; beside: Set<string> };
const besideShown = 3;

function open(
  into: Map<string, Open>,
  key: string,
  given: string,
  row: FileRow,
  beside: string | null,
) {
  const found = into.get(key) ?? { given, rows: 0, firstRow: row.row, beside: new Set<string>() };
  found.rows += 1;
  found.firstRow = Math.min(found.firstRow, row.row);
  if (beside && found.beside.size < besideShown) found.beside.add(beside);
  into.set(key, found);
}

/** The most frequent first, since they matter most. */
function closed(found: ReadonlyMap<string, Open>): OpenWords[] {
  return [...found.values()]
    .map((each) => ({ ...each, beside: [...each.beside] }))
    .sort((a, b) => b.rows - a.rows || a.firstRow - b.firstRow);
}
