import type { CredentialProgress } from "./progress.ts";
import type { LineKind, RequirementLine } from "./requirement-line.ts";

/** One competency or EPA that is near its end, and how many acts are left. */
export type NextThing = {
  readonly code: string;
  readonly name: string;
  readonly lines: readonly RequirementLine[];
  /** Cases to log, observations to ask for, records to bring: counted together. */
  readonly acts: number;
  readonly next: "log" | "observe" | "other";
  /** Credentials that ask for it and are not held yet. */
  readonly credentials: readonly string[];
};

/** One act fills several lines: a new case is recent as well, a new observation brings its assessor. */
const acts: Partial<Record<LineKind, "cases" | "observations">> = {
  log: "cases",
  recent: "cases",
  sub_minimum: "cases",
  observations: "observations",
  assessors: "observations",
  assessor_share: "observations",
  epa_ratings: "observations",
  epa_supervisors: "observations",
};

/**
 * The competencies and EPAs that need the fewest further acts, over all credentials that are not held; of
 * two alike the one that more credentials ask for. What waits for somebody else's review is left out.
 *
 * @param held  Codes of credentials that count.
 */
export function nextThings(
  progress: readonly CredentialProgress[],
  held: readonly string[],
  most: number,
): NextThing[] {
  const found = new Map<string, NextThing>();
  for (const { credential, competencies, epas } of progress) {
    if (held.includes(credential)) continue;
    for (const { code, name, status, lines } of [...competencies, ...epas]) {
      if (status !== "in_progress") continue;
      const credentials = [...(found.get(code)?.credentials ?? []), credential];
      found.set(code, { code, name, lines, ...left(lines), credentials });
    }
  }
  return [...found.values()].sort(nearestFirst).slice(0, most);
}

function nearestFirst(a: NextThing, b: NextThing): number {
  const asked = b.credentials.length - a.credentials.length;
  return a.acts - b.acts || asked || (a.code < b.code ? -1 : 1);
}

/** How many acts the open lines still take, and what kind the first of them is. */
function left(lines: readonly RequirementLine[]): Pick<NextThing, "acts" | "next"> {
  let cases = 0;
  let observations = 0;
  let others = 0;
  for (const { what, count } of lines.flatMap((each) => each.missing)) {
    const kind = acts[what];
    if (kind === "cases") cases = Math.max(cases, Math.ceil(count));
    else if (kind === "observations") observations = Math.max(observations, Math.ceil(count));
    else others += Math.ceil(count);
  }
  const next = cases > 0 ? "log" : observations > 0 ? "observe" : "other";
  return { acts: cases + observations + others, next };
}
