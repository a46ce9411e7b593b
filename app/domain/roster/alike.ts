import { namesIn } from "./mapping.ts";
import type { RosterPresence, ShiftRole } from "./shift.ts";

/** Somebody whom a name of a roster may mean. */
export type Candidate = {
  readonly registration: string;
  readonly name: string;
  readonly email: string | null;
};
/** `isClose`: every part of the shorter name is in the other, so that it may stand chosen in a form. */
export type Suggestion = { readonly registration: string; readonly isClose: boolean };

const suggestionsMost = 3;

/**
 * Who of the candidates bears a name alike, the likeliest first. Never a match by itself: a person says so.
 *
 * @param given  As the roster has it, with an identifier or an e-mail address in brackets.
 */
export function alike(given: string, candidates: readonly Candidate[]): Suggestion[] {
  const [, name = given, identifier = ""] = /^(.*?)\s*(?:\(([^()]*)\))?$/.exec(given) ?? [];
  const parts = folded(name);
  const found = candidates.flatMap((candidate) => {
    const isAddress = candidate.email !== null && candidate.email.toLowerCase() === identifier;
    const score = isAddress ? Number.POSITIVE_INFINITY : likeness(parts, folded(candidate.name));
    return score > 0 ? [{ registration: candidate.registration, score }] : [];
  });
  found.sort((a, b) => b.score - a.score || (a.registration < b.registration ? -1 : 1));
  const isAlone = found.length < 2 || found[0]!.score > found[1]!.score;
  return found.slice(0, suggestionsMost).map(({ registration, score }, i) => ({
    registration,
    isClose: i === 0 && isAlone && score >= closeAt,
  }));
}

/** Two whole names, or one and an initial, agree; nothing of the shorter name is left over. */
const closeAt = 10;

function likeness(given: readonly string[], known: readonly string[]): number {
  const [few, many] = given.length <= known.length ? [given, known] : [known, given];
  if (few.length === 0) return 0;
  const left = [...many];
  let [whole, total, missed] = [0, 0, 0];
  for (const part of [...few].sort((a, b) => b.length - a.length)) {
    const best = left.map((other) => partLikeness(part, other));
    const top = Math.max(0, ...best);
    if (top === 0) missed += 1;
    else left.splice(best.indexOf(top), 1);
    if (top >= 2) whole += 1;
    total += top;
  }
  if (whole === 0) return 0;
  return total + (missed === 0 && few.length > 1 ? closeAt : 0);
}

/** 3: the same; 2: one letter apart in a long name; 1: an initial. */
function partLikeness(a: string, b: string): number {
  if (a === b) return a.length === 1 ? 1 : 3;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short) ? 1 : 0;
  return short.length >= 5 && isOneEdit(short, long) ? 2 : 0;
}

function isOneEdit(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = long.slice(at + 1);
  return rest === short.slice(at) || rest === short.slice(at + 1);
}

/** Without accents, so that a roster that cannot write them still finds whom it means. */
function folded(name: string): string[] {
  const plain = name.replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
  return namesIn(plain.replace(/[,'’-]/g, " "));
}

/** What an assignment may stand for; null: its words say nothing, and a person must. */
export type GuessedRole = ShiftRole | "not_a_physician" | null;

const roleWords: readonly (readonly [RegExp, ShiftRole | "not_a_physician"])[] = [
  [
    /nurs|clerk|secretar|pharmac|technician|therap(?!eutic)|social work|\bnp\b|\bpa\b/,
    "not_a_physician",
  ],
  [/leave|vacation|holiday|research|study|\boff\b|away|sick/, "not_counted"],
  [/shock/, "shock_team"],
  [/cannul/, "cannulator"],
  [/perfus/, "perfusionist"],
  [/an(a)?esth/, "anaesthetist"],
  [/surg|\bcts?\b|\bcvs\b/, "surgeon"],
  [/intervention|cath|\bpci\b|stemi/, "interventionist"],
  [/electrophys|\bep\b|device/, "electrophysiologist"],
  [/heart failure|\bhf\b|transplant|\bvad\b/, "heart_failure"],
  [/intensivist|\bicu\b(?!.*cardiol)|critical care/, "intensivist"],
  [/resident|registrar|house officer|\bsho\b|intern\b/, "resident"],
  [/fellow/, "fellow"],
  [/attending|consult(?=ant)|cardiolog|physician|doctor|\bmd\b/, "attending"],
];
const awayWords = /call|back ?-?up|home|stand ?-?by|jeopardy|reach/;
const remoteWords = /remote|tele|\bhub\b/;

/** What an assignment's name suggests, to be looked at by a person: the commonest reading, never a rule. */
export function guessDuty(given: string): { role: GuessedRole; presence: RosterPresence } {
  const words = given.toLowerCase();
  const role = roleWords.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  const isAway = awayWords.test(words) && !/in ?-?house|on ?-?site/.test(words);
  return { role, presence: remoteWords.test(words) ? "remote" : isAway ? "on_call" : "on_site" };
}
