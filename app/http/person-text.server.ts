type Rosterable = { readonly registration: string; readonly name: string };
export type PersonRead =
  | { readonly ok: true; readonly registration: string }
  | { readonly ok: false; readonly words: string };

const written = /(?:^|[\s,])([A-Z][A-Z0-9-]{1,15}:[A-Za-z0-9./-]{1,32})$/;
const namesShown = 4;

/**
 * Whom somebody meant by what they typed: a registration, or as much of a name as is needed. Never a
 * guess: of several the names are told. "?Name" keeps a name that matches nobody.
 */
export function personOf(text: string, people: readonly Rosterable[]): PersonRead {
  const given = text.trim();
  if (given === "" || given.startsWith("?")) return { ok: true, registration: given };
  const registration = written.exec(given)?.[1];
  if (registration) return { ok: true, registration };
  const asked = wordsOf(given);
  const exact = people.filter(({ name }) => wordsOf(name).join(" ") === asked.join(" "));
  const found = exact.length > 0 ? exact : people.filter(({ name }) => isBegun(asked, name));
  const [only, second] = found;
  if (only && !second) return { ok: true, registration: only.registration };
  if (!only)
    return {
      ok: false,
      words: `Nobody called ${given.slice(0, 40)} can be put on the roster by name. Write the registration, such as GMC:7012345.`,
    };
  const named = found.slice(0, namesShown).map((each) => `${each.name}, ${each.registration}`);
  const rest = found.length > namesShown ? " …" : "";
  return { ok: false, words: `Say which one you mean: ${named.join("; ")}${rest}` };
}

/** How a person stands in the field where people are typed. */
export function personText({ name, registration }: Rosterable): string {
  return `${name}, ${registration}`;
}

/** Each word typed begins a word of the name, in whatever order. */
function isBegun(asked: readonly string[], name: string): boolean {
  const words = wordsOf(name);
  return asked.every((each) => words.some((word) => word.startsWith(each)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
