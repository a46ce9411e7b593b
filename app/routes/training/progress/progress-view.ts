import type { NextView } from "#app/components/next-list.tsx";
import { competencyRow, epaRow, holderRow } from "#app/components/requirement-view.ts";
import type { SubjectGroup } from "#app/components/subject-list.tsx";
import type { Content } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { type NextThing, nextThings } from "#app/domain/training/next-things.ts";
import {
  type CredentialCount,
  type CredentialProgress,
  countOf,
} from "#app/domain/training/progress.ts";
import { missingWords, summaryWords } from "#app/domain/training/words.ts";
import type {
  CredentialView,
  ProgressView,
} from "#app/operations/training/progress/show-progress.server.ts";

/** So many gaps fit beside a meter; the page of the credential has all. */
const gapsShown = 1;

/** One credential in a list: how far, and what is missing in a sentence. */
export function credentialSummary({ copy }: Content, each: CredentialProgress, held: boolean) {
  return { ...credentialFigures(countOf(each), held), words: gapWords(copy, each) };
}

/** The same without what is missing, as a cohort shows it. */
export function credentialFigures(each: CredentialCount, held: boolean) {
  const { credential: code, name, eligible, met, of } = each;
  return { code, name, held, eligible, state: stateOf(each), met, of };
}

/** The first gaps with what they are about, and how many more there are. */
function gapWords(
  copy: Content["copy"],
  { competencies, epas, lines }: CredentialProgress,
): string {
  const open = [
    ...[...competencies, ...epas]
      .filter((part) => part.status !== "met")
      .sort((a, b) => Number(isBlocked(b)) - Number(isBlocked(a)))
      .map((part) => `${part.name}: ${summaryWords(copy, part.lines, 2)}`),
    ...lines.filter((line) => !line.met).map((line) => `${missingWords(copy, line)}.`),
  ];
  const rest = open.length - gapsShown;
  return [...open.slice(0, gapsShown), ...(rest > 0 ? [`And ${rest} more.`] : [])].join(" ");
}

function isBlocked({ status }: { readonly status: string }): boolean {
  return status === "blocked_pending_review";
}

type Sorted = { readonly held: boolean; readonly met: number; readonly of: number };

/** What is nearest to its end stands first; what is held already, last. */
export function nearestFirst(a: Sorted, b: Sorted): number {
  return Number(a.held) - Number(b.held) || b.met / b.of - a.met / a.of;
}

export function stateOf({ status }: Pick<CredentialProgress, "status">) {
  if (status === "met") return "satisfied" as const;
  return status === "blocked" ? ("blocked" as const) : ("in_progress" as const);
}

type Part = CredentialProgress["competencies"][number] | CredentialProgress["epas"][number];

/** Every competency and EPA of the release that a credential asks for, each once, by domain. */
export function subjectGroups(
  { copy }: Content,
  release: Release,
  progress: readonly CredentialProgress[],
  base: string,
  enough: ReadonlySet<string>,
): SubjectGroup[] {
  const parts = new Map<string, Part>();
  for (const { competencies, epas } of progress) {
    for (const each of [...epas, ...competencies]) parts.set(each.code, each);
  }
  const of = (codes: readonly string[]) =>
    codes.flatMap((code) => {
      const part = parts.get(code);
      return part ? [subjectSummary(copy, part, base, enough.has(code))] : [];
    });
  const epas = of(release.epas.map((each) => each.code));
  const domains = release.domains.map(({ code, name: title }) => {
    const within = release.competencies.filter((each) => each.domain === code);
    return { title, subjects: of(within.map((each) => each.code)) };
  });
  return [{ title: "Entrustable activities", subjects: epas }, ...domains].filter(
    (each) => each.subjects.length > 0,
  );
}

function subjectSummary(copy: Content["copy"], part: Part, base: string, enough: boolean) {
  const { code, name, status, lines } = part;
  const met = status === "met";
  return {
    code,
    name,
    to: `${base}/subjects/${code}`,
    state: met
      ? ("satisfied" as const)
      : isBlocked(part)
        ? ("blocked" as const)
        : ("in_progress" as const),
    met: lines.filter((each) => each.met).length,
    of: lines.length,
    words: met ? "" : summaryWords(copy, lines),
    enough: enough && !met,
  };
}

const nextShown = 3;

/** The nearest things, what ends soon before what is merely near. @param acting  For the fellow themselves. */
export function nextViews(
  { copy }: Content,
  release: Release,
  view: Pick<ProgressView, "progress" | "held">,
  expiring: readonly ExpiringView[],
  base: string,
  acting: boolean,
): NextView[] {
  const waiting = expiring.map(({ id, subjectCode, words }) => ({
    key: id,
    title: `Request: ${subjectName(release, subjectCode)}`,
    to: null,
    words,
    act: { label: "Your requests", to: "/requests" },
  }));
  const near = nextThings(view.progress, view.held, nextShown).map((each) => ({
    key: each.code,
    title: each.name,
    to: `${base}/subjects/${each.code}`,
    words: summaryWords(copy, each.lines),
    act: acting ? actFor(release, each) : null,
  }));
  return [...waiting, ...near].slice(0, nextShown);
}

export type ExpiringView = {
  readonly id: string;
  readonly subjectCode: string;
  readonly words: string;
};

function actFor(release: Release, { next, code }: NextThing): NextView["act"] {
  if (next === "log") return { label: "Log a case", to: "/logbook/new" };
  return next === "observe" ? observeWay(release, code) : null;
}

/** How a fellow gets a judgement of this: from one person, or from many in a round. */
export function observeWay(release: Release, code: string): { label: string; to: string } {
  return findCompetency(release, code)?.multiSourceFeedback
    ? { label: "Begin a round of feedback", to: "/feedback/new" }
    : { label: "Ask for an observation", to: `/requests/new?subject=${code}` };
}

function subjectName(release: Release, code: string): string {
  return findCompetency(release, code)?.name ?? findEpa(release, code)?.name ?? code;
}

/** One credential with every requirement as a row; evidence stands on the page of each subject. */
export function credentialDetail(
  { copy }: Content,
  { progress, items }: CredentialView,
  base: string,
) {
  const competencies = progress.competencies.map((each) => ({
    row: { ...competencyRow(copy, each), href: `${base}/subjects/${each.code}` },
    counted: countedIn(each.lines),
    items: [],
  }));
  const epas = progress.epas.map((each) => ({
    row: { ...epaRow(copy, each), href: `${base}/subjects/${each.code}` },
    counted: countedIn(each.lines),
    items: [],
  }));
  const holder =
    progress.lines.length === 0
      ? []
      : [{ row: holderRow(copy, progress.credential, progress.lines), counted: null, items }];
  return {
    code: progress.credential,
    name: progress.name,
    state: stateOf(progress),
    eligible: progress.eligible,
    release: progress.release,
    groups: [
      { title: "Competencies", requirements: competencies },
      { title: "Entrustable activities", requirements: epas },
      { title: "Beside these", requirements: holder },
    ].filter((each) => each.requirements.length > 0),
  };
}

function countedIn(lines: readonly { readonly evidence: readonly string[] }[]): number {
  return new Set(lines.flatMap((each) => each.evidence)).size;
}
