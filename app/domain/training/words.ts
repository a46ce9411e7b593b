import { type Copy, say } from "../copy.ts";
import type { Fill } from "./fills.ts";
import type { LineKind, RequirementLine } from "./requirement-line.ts";

/** What a line is about, for its heading, and what it counts, in the plural. */
type Heading = { readonly title: string; readonly unit: string };

const headings: Record<LineKind, Heading> = {
  log: { title: "Cases", unit: "cases" },
  recent: { title: "Recent cases", unit: "cases" },
  sub_minimum: { title: "Cases of a kind", unit: "cases" },
  observations: { title: "Latest observations at the level", unit: "observations" },
  assessors: { title: "Assessors", unit: "assessors" },
  assessor_share: { title: "Most by one assessor", unit: "at most" },
  raters: { title: "Raters in one round of feedback", unit: "raters" },
  simulation: { title: "Simulations", unit: "sessions" },
  scenario: { title: "Simulated scenario", unit: "session" },
  hours: { title: "Hours of care", unit: "hours" },
  certificate: { title: "Certificate", unit: "in date" },
  prerequisite: { title: "Needed first", unit: "competency" },
  complication_review: { title: "Complications reviewed", unit: "reviews" },
  epa_ratings: { title: "Observations at the target level", unit: "observations" },
  epa_supervisors: { title: "Assessors", unit: "assessors" },
  credential: { title: "Credential held", unit: "in standing" },
  any_credential: { title: "One of these held", unit: "in standing" },
  base: { title: "Outside credential, verified", unit: "in date" },
  programme_months: { title: "Time in the programme", unit: "months" },
  exam: { title: "Knowledge examination", unit: "passed" },
  level_in_any: { title: "Entrusted by a committee", unit: "level" },
  assessor_training: { title: "Assessor training", unit: "hours" },
};

export function titleOf({ kind, title, of }: RequirementLine): string {
  const heading = headings[kind].title;
  if (kind === "sub_minimum" && title !== null) return title;
  const about = title ?? of;
  return about === null ? heading : `${heading}: ${about}`;
}

export function unitOf({ kind }: RequirementLine): string {
  return headings[kind].unit;
}

/**
 * What is missing from one line, plainly; empty when it is met. A log says which of its missing cases must
 * be of a kind: "3 more cases needed, 1 of them: Intubations in the critically ill". Observations say by
 * how many more assessors they must come: "2 more observations needed …, from at least 1 more assessor".
 *
 * @param beside  The lines of the same competency or EPA, for what must be among the missing ones.
 */
export function missingWords(
  copy: Copy,
  line: RequirementLine,
  beside: readonly RequirementLine[] = [],
): string {
  const [gap] = line.missing;
  if (!gap) return "";
  const { what, count, of, ...about } = gap;
  const title = about.title ?? of ?? "";
  const words = say(copy, `missing.${what}`, { ...about, title, count: whole(count) });
  const sources = what === "epa_ratings" ? "epa_supervisors" : "assessors";
  if (what === "observations" || what === "epa_ratings") {
    const more = beside.find((each) => each.kind === sources)?.missing[0]?.count ?? 0;
    const isPart = more > 0 && more <= count;
    return isPart ? `${words}, ${say(copy, "missing.by_assessors", { count: more })}` : words;
  }
  if (what !== "log") return words;
  const kinds = beside
    .filter((each) => each.kind === "sub_minimum")
    .flatMap((each) => each.missing);
  const parts = kinds.map((each) => `${whole(each.count)} of them: ${each.title ?? each.of}`);
  return [words, ...parts].join(", ");
}

/** One sentence over all that is missing from some lines: the first gaps, and how many more there are. */
export function summaryWords(copy: Copy, lines: readonly RequirementLine[], shown = 3): string {
  const open = lines.filter((each) => !each.met);
  const waiting = open.find((each) => each.kind === "complication_review");
  if (waiting) return `${missingWords(copy, waiting)}.`;
  if (open.length === 0) return "Everything is shown.";
  const telling = open.filter((each) => !goesWithout(each, open));
  const said = telling.slice(0, shown).map((each) => missingWords(copy, each, lines));
  const rest = telling.length - said.length;
  return `${said.join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`;
}

const filledBy: Partial<Record<LineKind, LineKind>> = {
  recent: "log",
  sub_minimum: "log",
  assessors: "observations",
  epa_supervisors: "epa_ratings",
};

/** What a case would fill: "Fills 1 of 2 missing cases, At night: Cardiogenic shock …". */
export function fillWords(copy: Copy, { kind, name, title, fills, missing }: Fill): string {
  const unit = kind === "context" ? "cases" : headings[kind].unit;
  const about = title === null ? name : `${name}, ${title}`;
  return say(copy, `missing.${kind === "recent" ? "fill_recent" : "fill"}`, {
    fills: tenths(fills),
    missing: tenths(missing),
    unit,
    about,
  });
}

function tenths(count: number): number {
  return Math.round(count * 10) / 10;
}

/** What a gap said already fills as well: new cases are recent, and new observations bring assessors. */
function goesWithout(
  { kind, missing }: RequirementLine,
  open: readonly RequirementLine[],
): boolean {
  const filler = filledBy[kind];
  const larger = open.find((each) => each.kind === filler)?.missing[0];
  return larger !== undefined && (missing[0]?.count ?? 0) <= larger.count;
}

/** Halves come from the weight of a role; what is missing is said in whole cases. */
function whole(count: number): number {
  return Math.ceil(count - 1e-9);
}
