import { competencyRow, epaRow, holderRow } from "#app/components/requirement-view.ts";
import type { Content } from "#app/domain/content.ts";
import type { CredentialProgress } from "#app/domain/training/progress.ts";
import { missingWords, summaryWords } from "#app/domain/training/words.ts";
import type { CredentialView } from "#app/operations/training/show-progress.server.ts";

/** So many gaps fit beside a meter. */
const gapsShown = 2;

/** One credential in a list: how far, and what is missing in a sentence. */
export function credentialSummary({ copy }: Content, each: CredentialProgress, held: boolean) {
  const parts = [...each.competencies, ...each.epas];
  const partsMet = parts.filter((part) => part.status === "met").length;
  const linesMet = each.lines.filter((line) => line.met).length;
  return {
    code: each.credential,
    name: each.name,
    held,
    eligible: each.eligible,
    state: stateOf(each),
    met: partsMet + linesMet,
    of: parts.length + each.lines.length,
    words: gapWords(copy, each),
  };
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

export function stateOf({ status }: Pick<CredentialProgress, "status">) {
  if (status === "met") return "satisfied" as const;
  return status === "blocked" ? ("blocked" as const) : ("in_progress" as const);
}

/** One credential with every requirement as a row and the evidence under each. */
export function credentialDetail({ copy }: Content, { progress, items }: CredentialView) {
  const under = (ids: readonly string[]) => items.filter((each) => ids.includes(each.id));
  const idsOf = (lines: readonly { readonly evidence: readonly string[] }[]) =>
    lines.flatMap((line) => line.evidence);
  const competencies = progress.competencies.map((each) => ({
    row: competencyRow(copy, each),
    items: under(idsOf(each.lines)),
  }));
  const epas = progress.epas.map((each) => ({
    row: epaRow(copy, each),
    items: under(idsOf(each.lines)),
  }));
  const holder =
    progress.lines.length === 0
      ? []
      : [
          {
            row: holderRow(copy, progress.credential, progress.lines),
            items: under(idsOf(progress.lines)),
          },
        ];
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
