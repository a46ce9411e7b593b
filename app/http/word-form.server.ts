import type { MappingFact, Meaning } from "#app/domain/roster/mapping.ts";
import { rosterPresences, shiftRoles } from "#app/domain/roster/shift.ts";
import type { Context } from "#app/operations/context.server.ts";
import type {
  DutyQuestion,
  NameQuestion,
} from "#app/operations/roster/mapping/ask-words.server.ts";
import type { KnownPerson } from "#app/operations/roster/mapping/known-people.server.ts";
import { type Choice, choicesOf } from "./choices.server.ts";

/** What a word can be that is nobody and nothing of a roster. */
const leftOut = ["not_a_physician", "ignore"] as const;
/** So many words are read of one form: more than are ever asked at once. */
const wordsMost = 200;

export type ReadWords = {
  readonly facts: readonly MappingFact[];
  /** Names that were looked at and left as they are. */
  readonly left: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
};

/**
 * The answers to words of a roster: `duty-0-as`, `name-0-who` … An assignment without an answer stays
 * unknown; a name without one is left unmatched.
 */
export function readWords(
  form: FormData,
  { defaultResponse }: { readonly defaultResponse: Readonly<Record<string, number>> },
): ReadWords {
  const typed: Record<string, string> = {};
  const fields: Record<string, string> = {};
  const text = (name: string) => {
    const value = String(form.get(name) ?? "").slice(0, 300);
    typed[name] = value;
    return value.trim();
  };
  const facts: MappingFact[] = [];
  const left: string[] = [];
  for (let i = 0; i < wordsMost && form.has(`duty-${i}-given`); i += 1) {
    const fact = dutyOf(text, `duty-${i}`);
    if (fact === "not_minutes") fields[`duty-${i}-minutes`] = "Write whole minutes, at most 1440.";
    else if (fact && needsMinutes(fact, defaultResponse))
      fields[`duty-${i}-minutes`] = "Say within how many minutes. The unit has no default.";
    else if (fact) facts.push(fact);
  }
  for (let i = 0; i < wordsMost && form.has(`name-${i}-given`); i += 1) {
    const fact = nameOf(text, `name-${i}`);
    if (fact === "not_a_registration")
      fields[`name-${i}-other`] =
        "Write the registration as AUTHORITY:number, such as GMC:7012345.";
    else if (fact) facts.push(fact);
    else left.push(text(`name-${i}-given`));
  }
  return { facts, left, fields, typed };
}

const nothing = { registration: null, role: null, presence: null, responseMinutes: null } as const;
type Text = (name: string) => string;

function dutyOf(text: Text, name: string): MappingFact | "not_minutes" | null {
  const [given, as] = [text(`${name}-given`), text(`${name}-as`)];
  const kind = "assignment" as const;
  const out = leftOutOf(as);
  if (out) return { kind, given, meaning: out, ...nothing };
  const role = shiftRoles.find((each) => each === as);
  if (!role) return null;
  const presence = rosterPresences.find((each) => each === text(`${name}-where`)) ?? "on_site";
  const minutes = text(`${name}-minutes`);
  if (presence !== "on_site" && minutes !== "" && !isMinutes(minutes)) return "not_minutes";
  const responseMinutes = presence === "on_site" || minutes === "" ? null : Number(minutes);
  return { kind, given, meaning: "use", registration: null, role, presence, responseMinutes };
}

function needsMinutes(
  { given, presence, responseMinutes }: MappingFact,
  defaults: Readonly<Record<string, number>>,
): boolean {
  if (presence === null || presence === "on_site" || responseMinutes !== null) return false;
  return defaults[given] === undefined && defaults[""] === undefined;
}

function isMinutes(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= 1440;
}

function nameOf(text: Text, name: string): MappingFact | "not_a_registration" | null {
  const given = text(`${name}-given`);
  const [other, who] = [text(`${name}-other`), text(`${name}-who`)];
  const out = other === "" ? leftOutOf(who) : null;
  if (out) return { kind: "name", given, meaning: out, ...nothing };
  const registration = other || who;
  if (registration === "") return null;
  if (!/^[A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32}$/.test(registration))
    return "not_a_registration";
  return { kind: "name", given, meaning: "use", ...nothing, registration };
}

/** The one word of a form, to be forgotten. */
export function forgetOf(form: FormData): MappingFact[] {
  const given = (name: string) =>
    String(form.get(name) ?? "")
      .slice(0, 300)
      .trim();
  const kind = form.has("duty-0-given") ? "assignment" : "name";
  const name = kind === "assignment" ? "duty-0-given" : "name-0-given";
  return form.has(name) ? [{ kind, given: given(name), meaning: "forget", ...nothing }] : [];
}

function leftOutOf(text: string): Exclude<Meaning, "use" | "forget"> | null {
  return leftOut.find((each) => each === text) ?? null;
}

export type WordChoices = ReturnType<typeof wordChoices>;

/** What words of a roster can be. */
export function wordChoices(ctx: Pick<Context, "content">, people: readonly KnownPerson[]) {
  const others: Choice[] = choicesOf(ctx, "word_meanings", leftOut);
  return {
    roles: [...choicesOf(ctx, "shift_roles", shiftRoles), ...others],
    presences: choicesOf(ctx, "presences", rosterPresences),
    people: [
      ...others,
      ...people.map(({ registration, name, isOfUnit }) => ({
        value: registration,
        label: `${name}, ${registration}`,
        group: isOfUnit ? "People of this unit" : "Others",
      })),
    ],
  };
}

/** Names to ask about, each with whom it may be; a close one stands chosen, and says that it is a guess. */
export function nameViews(names: readonly NameQuestion[], people: readonly KnownPerson[]) {
  const known = new Map(people.map((each) => [each.registration, each.name]));
  return names.map(({ suggestions, ...each }) => ({
    ...each,
    chosen: suggestions.find((one) => one.isClose)?.registration ?? "",
    suggested: suggestions.map(({ registration }) => ({
      value: registration,
      label: `${known.get(registration) ?? ""}, ${registration}`.replace(/^, /, ""),
      group: "Suggested",
    })),
  }));
}

export function dutyViews(duties: readonly DutyQuestion[]) {
  return duties.map(({ suggestion, ...each }) => ({
    ...each,
    role: suggestion.role ?? "",
    presence: suggestion.presence,
    minutes: suggestion.responseMinutes === null ? "" : String(suggestion.responseMinutes),
  }));
}
export type NameView = ReturnType<typeof nameViews>[number];
export type DutyView = ReturnType<typeof dutyViews>[number];
