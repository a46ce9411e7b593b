import type { Told, ToldRule } from "./told.ts";
import type { ThreeValued } from "./verdict.ts";

/**
 * Required rules that are one standard together: all of a set, or those of a unit's own that rest on the
 * same published source, such as the two of Leapfrog.
 */
export type Together = {
  /** "set:advanced", "standard:S-LEAPFROG". */
  readonly id: string;
  readonly kind: "set" | "standard";
  /** Id of the set, or key of the source. */
  readonly of: string;
  readonly rules: ReadonlySet<string>;
};

/**
 * Every set of required rules that was in force at some time, in that order, its standards after it.
 *
 * @param ownSet       The set in which a unit writes rules of its own.
 * @param isPublished  Whether a source is a publication, and not just whoever decided.
 */
export function togetherIn(
  told: readonly Told[],
  ownSet: string,
  isPublished: (source: string) => boolean,
): Together[] {
  const sets = new Map<string, Map<string, string>>();
  for (const { rules } of told) {
    for (const { id, set, source, severity } of rules) {
      if (severity === "warn") continue;
      const known = sets.get(set) ?? new Map<string, string>();
      sets.set(set, known.set(id, source));
    }
  }
  return [...sets].flatMap(([set, sourceOf]): Together[] => {
    const all = new Set(sourceOf.keys());
    const whole: Together = { id: `set:${set}`, kind: "set", of: set, rules: all };
    if (set !== ownSet) return [whole];
    const sources = [...new Set(sourceOf.values())].filter(isPublished);
    const standards = sources
      .map((of): Together => {
        const rules = [...all].filter((id) => sourceOf.get(id) === of);
        return { id: `standard:${of}`, kind: "standard", of, rules: new Set(rules) };
      })
      .filter(({ rules }) => rules.size > 1);
    // Where the unit has nothing else of its own, both would say the same.
    return standards.some(({ rules }) => rules.size === all.size)
      ? standards
      : [whole, ...standards];
  });
}

const least: readonly ThreeValued[] = ["no", "unknown", "yes"];

/** Whether all of them that applied were met; where none did, nothing was asked. */
export function answerTogether(
  { rules: wanted }: Together,
  rules: readonly ToldRule[],
): ToldRule["answer"] {
  let worst = least.length;
  for (const { id, answer } of rules) {
    if (answer !== "not-applicable" && wanted.has(id)) {
      worst = Math.min(worst, least.indexOf(answer));
    }
  }
  return least[worst] ?? "not-applicable";
}
