import { z } from "zod";
import type { Release } from "../../curriculum/schema.ts";
import { logRoles } from "../../curriculum/schema.ts";
import { type Columns, importFields } from "./columns.ts";
import { dateOrders } from "./dates.ts";
import { plain, type Sheet } from "./sheet.ts";

/** Fields whose words stand for something of ours, each chosen once for the whole file. */
export const wordFields = ["activity", "role", "setting", "supervisor"] as const;
export type WordField = (typeof wordFields)[number];

/** What a word can be set to, beside a code: rows with it are left out, or (supervisors) nobody is named. */
export const skipRows = "skip";
export const nobody = "nobody";

const Column = z.string().max(200);
const Words = z.record(z.string().max(200), z.string().max(64));

/** How the columns and words of a person's past log are read; remembered for their next file. */
export const ImportMapping = z.strictObject({
  columns: z.partialRecord(z.enum(importFields), Column),
  /** Word of the file, as `plain` compares it, to a code of ours, a person, `skip` or `nobody`. */
  words: z.strictObject({ activity: Words, role: Words, setting: Words, supervisor: Words }),
  dateOrder: z.enum(dateOrders).nullable(),
  /** For files without such a column. */
  role: z.enum(logRoles).nullable(),
  setting: z.string().max(64).nullable(),
  /** Rows that look alike within the file: the same case twice, or different cases. */
  alike: z.enum(["repeats", "different"]),
});
export type ImportMapping = z.output<typeof ImportMapping>;

export const noMapping: ImportMapping = {
  columns: {},
  words: { activity: {}, role: {}, setting: {}, supervisor: {} },
  dateOrder: null,
  role: null,
  setting: null,
  alike: "repeats",
};

/** Columns as they were read last time where this file has them, else as they are guessed. */
export function columnsFor(remembered: Columns, guessed: Columns, { header }: Sheet): Columns {
  const kept = Object.entries(remembered).filter(([, column]) => header.includes(column));
  const taken = new Set(kept.map(([, column]) => column));
  const free = Object.entries(guessed).filter(([, column]) => !taken.has(column));
  return { ...Object.fromEntries(free), ...Object.fromEntries(kept) };
}

/** A person whom a word of the file can mean. */
export type ImportPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** "AUTHORITY:number". */
  readonly registrations: readonly string[];
};

const roleWords: Readonly<Record<(typeof logRoles)[number], readonly string[]>> = {
  primary: ["primary", "primary operator", "operator", "first operator", "independent", "solo"],
  supervised_primary: [
    "supervised primary",
    "supervised",
    "primary supervised",
    "performed supervised",
    "direct supervision",
    "under supervision",
  ],
  assistant: ["assistant", "assisted", "first assistant", "second operator", "assistenz"],
  supervisor: ["supervisor", "supervising", "teacher", "taught", "trainer"],
  observer: ["observer", "observed", "watched"],
};

export type Dictionary = Readonly<Record<WordField, ReadonlyMap<string, string>>>;

/** Every word that means something without being asked: codes and names, and people by what names them. */
export function dictionaryOf(
  release: Release,
  roles: readonly { readonly code: string; readonly name: string }[],
  people: readonly ImportPerson[],
): Dictionary {
  const coded = (items: readonly { readonly code: string; readonly name: string }[]) =>
    items.flatMap(({ code, name }): [string, string][] => [
      [plain(name), code],
      [plain(code), code],
    ]);
  const spoken = Object.entries(roleWords).flatMap(([code, words]) =>
    words.map((word): [string, string] => [word, code]),
  );
  return {
    activity: new Map(coded(release.catalogue.activities)),
    role: new Map([...spoken, ...coded(roles)]),
    setting: new Map(coded(release.catalogue.settings)),
    supervisor: peopleByWord(people),
  };
}

/** A word that could be two people means neither. */
function peopleByWord(people: readonly ImportPerson[]): Map<string, string> {
  const found = new Map<string, string | null>();
  for (const { id, name, email, registrations } of people) {
    const words = [untitled(name), ...(email ? [email] : []), ...registrations];
    for (const each of [...words, ...registrations.map((one) => one.split(":")[1] ?? "")]) {
      const word = plain(each);
      if (word === "") continue;
      found.set(word, found.has(word) && found.get(word) !== id ? null : id);
    }
  }
  return new Map([...found].filter((each): each is [string, string] => each[1] !== null));
}

/** "Dr. med. Ada Okafor" is called Ada Okafor. */
export function untitled(name: string): string {
  return name.replace(/^((dr|prof|pd|priv|doz|med|mr|mrs|ms|sir|dame)\.?[ -]+)+/i, "");
}

/** What a word of the file stands for; null while nobody said so. */
export function meaningOf(
  field: WordField,
  word: string,
  mapping: ImportMapping,
  dictionary: Dictionary,
): string | null {
  const key = plain(word);
  const chosen = mapping.words[field][key];
  if (chosen !== undefined) return chosen;
  const names = field === "supervisor" ? [plain(untitled(word)), reversed(word)] : [];
  for (const each of [key, ...names]) {
    const known = dictionary[field].get(each);
    if (known !== undefined) return known;
  }
  return null;
}

/** "Okafor, Ada" is Ada Okafor. */
function reversed(name: string): string {
  const [last = "", first = ""] = name.split(",", 2);
  return plain(`${untitled(first.trim())} ${last}`);
}
