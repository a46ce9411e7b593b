import { formatInstant, type Instant } from "./instant.ts";

/**
 * `formatInstant` that remembers what it wrote: thousands of shifts begin and end at a few hundred
 * instants. For one piece of work; it holds as many texts as that work has instants.
 */
export function instantTexts(): (at: Instant) => string {
  const known = new Map<Instant, string>();
  return (at) => {
    const text = known.get(at);
    if (text !== undefined) return text;
    const made = formatInstant(at);
    known.set(at, made);
    return made;
  };
}
