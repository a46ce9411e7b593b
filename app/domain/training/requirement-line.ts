/** What a line of a requirement asks for. content/copy has words for each under `missing`. */
export const lineKinds = [
  "log",
  "recent",
  "sub_minimum",
  "observations",
  "assessors",
  "assessor_share",
  "raters",
  "simulation",
  "scenario",
  "hours",
  "certificate",
  "prerequisite",
  "complication_review",
  "epa_ratings",
  "epa_supervisors",
  "credential",
  "any_credential",
  "base",
  "programme_months",
  "exam",
  "level_in_any",
  "assessor_training",
] as const;
export type LineKind = (typeof lineKinds)[number];

/** How much of what is missing. `of`: the code it is about; `title`: the curriculum's name for it. */
export type Missing = {
  readonly what: LineKind;
  readonly count: number;
  readonly of?: string;
  readonly title?: string;
  /** The level that must be reached, and the months within which, where it is about one. */
  readonly level?: number;
  readonly months?: number;
};

/** One thing that must be shown, how far it is, and the evidence that was counted towards it. */
export type RequirementLine = {
  /** Unique within its competency, EPA or credential: "log", "sub_minimum:va-supervised". */
  readonly id: string;
  readonly kind: LineKind;
  /** The code that it is about, where it is about one. */
  readonly of: string | null;
  /** The curriculum's own name for it, where it has one. */
  readonly title: string | null;
  /** `assessor_share` is a limit: `have` must not be above `need`. All others must reach it. */
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  readonly missing: readonly Missing[];
  /** Ids of what was counted, sorted. */
  readonly evidence: readonly string[];
};

type Asked = Pick<Missing, "of" | "title" | "level" | "months"> & {
  readonly kind: LineKind;
  readonly have: number;
  readonly need: number;
  readonly evidence: readonly string[];
};

/** A line that is met when `have` reaches `need`. */
export function lineFor({ kind, have, need, evidence, ...about }: Asked): RequirementLine {
  const short = need - have;
  const { of, title } = about;
  return {
    id: of === undefined ? kind : `${kind}:${of}`,
    kind,
    of: of ?? null,
    title: title ?? null,
    have,
    need,
    met: short <= 0,
    missing: short <= 0 ? [] : [{ what: kind, count: short, ...about }],
    evidence: sortedIds(evidence),
  };
}

/** Sorted, without repeats. What is so already, as cases of a dossier are, costs one look at each. */
function sortedIds(ids: readonly string[]): readonly string[] {
  const isSorted = ids.every((id, i) => i === 0 || (ids[i - 1] as string) < id);
  return isSorted ? ids : [...new Set(ids)].sort();
}

export function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map((each) => each.id);
}

/** Every id that evidence may have, sorted once; `placeOf`: where each of them is. */
export type IdOrder = {
  readonly ids: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
};

export function idOrder(all: readonly string[]): IdOrder {
  const ids = [...new Set(all)].sort();
  return { ids, placeOf: new Map(ids.map((id, i) => [id, i])) };
}

/** All evidence ids that some lines rest on, sorted, without repeats; in linear time by the order. */
export function evidenceOf(lines: readonly RequirementLine[], order: IdOrder): readonly string[] {
  const isNamed = new Uint8Array(order.ids.length);
  for (const { evidence } of lines) {
    for (const id of evidence) isNamed[order.placeOf.get(id) ?? -1] = 1;
  }
  return order.ids.filter((_, i) => isNamed[i] === 1);
}
