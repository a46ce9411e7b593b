import type { RosterPresence, ShiftRole } from "./shift.ts";

/** What a unit teaches about its own roster: who a name is, and what an assignment means. */
export const mappingKinds = ["name", "assignment"] as const;
export type MappingKind = (typeof mappingKinds)[number];

/** `forget`: nothing is known of these words any more. */
export const meanings = ["use", "not_a_physician", "ignore", "forget"] as const;
export type Meaning = (typeof meanings)[number];

type LeftOut = { readonly meaning: "not_a_physician" | "ignore" };
export type NameMeaning = { readonly meaning: "use"; readonly registration: string } | LeftOut;
export type DutyMeaning =
  | {
      readonly meaning: "use";
      readonly role: ShiftRole;
      readonly presence: RosterPresence;
      /** Null: as the file or the unit's own setting says. */
      readonly responseMinutes: number | null;
    }
  | LeftOut;

/** One line of what was taught, as recorded. */
export type MappingFact = {
  readonly kind: MappingKind;
  /** The words as the roster has them. */
  readonly given: string;
  readonly meaning: Meaning;
  readonly registration: string | null;
  readonly role: ShiftRole | null;
  readonly presence: RosterPresence | null;
  readonly responseMinutes: number | null;
};

/** What is known of each word of a unit's rosters, by its key. */
export type RosterMapping = {
  readonly names: ReadonlyMap<string, NameMeaning>;
  readonly duties: ReadonlyMap<string, DutyMeaning>;
};

/** What was taught, in order of recording, as what holds now: the latest of each word rules. */
export function mappingOf(facts: readonly MappingFact[]): RosterMapping {
  const names = new Map<string, NameMeaning>();
  const duties = new Map<string, DutyMeaning>();
  for (const fact of facts) {
    if (fact.kind === "name") put(names, nameKey(fact.given), nameMeaning(fact));
    else put(duties, wordsKey(fact.given), dutyMeaning(fact));
  }
  return { names, duties };
}

/** The key under which two ways of writing a word of a roster are the same word. */
export function keyOf({ kind, given }: Pick<MappingFact, "kind" | "given">): string {
  return `${kind} ${kind === "name" ? nameKey(given) : wordsKey(given)}`;
}

function put<T>(map: Map<string, T>, key: string, value: T | null) {
  if (value === null) map.delete(key);
  else map.set(key, value);
}

function nameMeaning({ meaning, registration }: MappingFact): NameMeaning | null {
  if (meaning === "not_a_physician" || meaning === "ignore") return { meaning };
  return meaning === "use" && registration !== null ? { meaning, registration } : null;
}

function dutyMeaning({ meaning, role, presence, responseMinutes }: MappingFact) {
  if (meaning === "not_a_physician" || meaning === "ignore") return { meaning };
  if (meaning !== "use" || role === null || presence === null) return null;
  return { meaning, role, presence, responseMinutes } as const;
}

/** Small letters and single spaces: the same words, however they were typed. */
export function wordsKey(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** What stands before or after a name and names nobody. */
const titles = new Set(
  "dr prof professor priv doz privatdozent pd med mr mrs ms mx herr frau sir dame md do mbbs mbchb ba bsc msc mph phd frcp facc fesc frcs mrcp".split(
    " ",
  ),
);

/**
 * A name as it is compared: small letters, "Last, First" turned round, without titles and full stops. An
 * identifier in brackets stays, and so does every accent: Muller is not Müller.
 */
export function nameKey(text: string): string {
  const words = wordsKey(text);
  const [, bare = words, identifier = ""] = /^(.*?)\s*(\([^()]*\))?$/.exec(words) ?? [];
  const parts = bare.split(",").map((part) => namesIn(part));
  const [last = [], first = [], ...rest] = parts.filter((part) => part.length > 0);
  return [...first, ...last, ...rest.flat(), ...(identifier ? [identifier] : [])].join(" ");
}

/** The names in a text, without titles. */
export function namesIn(text: string): string[] {
  const words = wordsKey(text.replace(/[.·;]/g, " ")).split(" ");
  return words.filter((word) => word !== "" && !titles.has(word));
}
