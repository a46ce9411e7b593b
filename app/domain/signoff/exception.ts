import { type Refused, refuse } from "../result.ts";
import type { LineKind } from "../training/requirement-line.ts";

export const exceptionOutcomes = ["approved", "refused"] as const;
export type ExceptionOutcome = (typeof exceptionOutcomes)[number];
/** What became of one: a second person's word, or that who asked took it back before there was one. */
export type ExceptionEnd = ExceptionOutcome | "withdrawn";

/**
 * What two people may leave aside for one fellow: how much, how recently, how long and by how many. Never
 * what keeps a patient safe by itself: judgements of the level, complications under review, credentials,
 * certificates, competencies needed first, examinations, and simulated emergencies.
 */
const exceptable: ReadonlySet<LineKind> = new Set([
  "log",
  "recent",
  "sub_minimum",
  "assessors",
  "assessor_share",
  "raters",
  "simulation",
  "hours",
  "epa_supervisors",
  "programme_months",
]);

export function isExceptable(kind: LineKind): boolean {
  return exceptable.has(kind);
}

/** A requirement as it stands in a dossier. `missing`: how many gaps it has. */
export type Gap = {
  readonly in: string;
  readonly id: string;
  readonly kind: LineKind;
  /** The code it is about. */
  readonly of: string | null;
  readonly met: boolean;
  readonly missing: number;
};

/** Where in the dossier: "CIC-HEM-01 recent". */
export function placeOf({ in: where, id }: Pick<Gap, "in" | "id">): string {
  return `${where} ${id}`;
}

/**
 * What is left aside by approved exceptions: their own lines, and a competency needed first whose every gap
 * is left aside itself, since it would be the same gap counted twice.
 * @param approved  Places of lines.
 */
export function leftAside(gaps: readonly Gap[], approved: readonly string[]): ReadonlySet<string> {
  const aside = new Set(approved);
  const open = (code: string) => gaps.filter((each) => each.in === code && !each.met);
  const follows = ({ kind, of, met }: Gap) => {
    if (kind !== "prerequisite" || met || of === null) return false;
    const inside = open(of);
    return inside.length > 0 && inside.every((each) => aside.has(placeOf(each)));
  };
  for (let before = -1; before !== aside.size; ) {
    before = aside.size;
    for (const gap of gaps) if (follows(gap)) aside.add(placeOf(gap));
  }
  return aside;
}

type Asked = {
  readonly gap: Gap | null;
  readonly proposerId: string;
  readonly personId: string;
  readonly decided: boolean;
  readonly alreadyAsked: boolean;
};

/** Why a director cannot propose this exception; null when they can. */
export function notProposable(asked: Asked): Refused | null {
  if (asked.proposerId === asked.personId) return refuse("director_is_the_fellow");
  if (asked.decided) return refuse("already_decided");
  if (asked.gap === null) return refuse("no_such_requirement");
  if (asked.gap.met) return refuse("requirement_met_already");
  if (!isExceptable(asked.gap.kind)) return refuse("requirement_never_excepted");
  return asked.alreadyAsked ? refuse("exception_asked_already") : null;
}

/** Why an exception cannot be taken back; null when it can. */
export function notTakenBack(asked: {
  readonly actorId: string;
  readonly proposerId: string;
  readonly decided: boolean;
  readonly shown: string;
  readonly current: string;
}): Refused | null {
  if (asked.actorId !== asked.proposerId) return refuse("not_permitted");
  if (asked.decided) return refuse("already_decided");
  return asked.shown === asked.current ? null : refuse("evidence_changed");
}

type Judged = {
  readonly deciderId: string;
  readonly proposerId: string;
  readonly personId: string;
  readonly conflicted: boolean;
  readonly decided: boolean;
  readonly shown: string;
  readonly current: string;
};

/** Why a second signer cannot decide on it; null when they can. */
export function notDecidable(judged: Judged): Refused | null {
  if (judged.deciderId === judged.personId) return refuse("director_is_the_fellow");
  if (judged.deciderId === judged.proposerId) return refuse("second_person_required");
  if (judged.conflicted) return refuse("conflict_takes_no_part");
  if (judged.decided) return refuse("already_decided");
  return judged.shown === judged.current ? null : refuse("evidence_changed");
}
