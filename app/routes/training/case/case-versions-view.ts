import { caseChanges, caseWords } from "#app/components/case-details.tsx";
import type { CaseVersion } from "#app/components/case-versions.tsx";
import type { Content } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import type { CaseView } from "#app/operations/training/case/show-logbook.server.ts";

type Version = CaseView["versions"][number];

/** Each version of a case with what it changed of the one before, earliest first. */
export function versionsView(
  content: Content,
  release: Release,
  versions: readonly Version[],
  zone: string,
): CaseVersion[] {
  const worded = versions.map((each) => caseWords(content, release, each, zone));
  return versions.map((each, i) => {
    const [before, after] = [worded[i - 1], worded[i]];
    return {
      id: each.id,
      loggedAt: each.loggedAt,
      by: each.fellowName,
      reason: each.correctionReason,
      changes: before && after ? caseChanges(before, after) : [],
      said: saidOf(each),
    };
  });
}

function saidOf({ verification, supervisorName }: Version): string {
  if (!verification) return "";
  const who = supervisorName ?? "The supervisor";
  if (verification.outcome === "confirmed") return `${who} confirmed this version.`;
  return `${who} declined this version: “${verification.reason ?? ""}”`;
}

/** "Corrected: was Assistant": the version before, in a line; null for a case that was never corrected. */
export function correctedWords(
  content: Content,
  release: Release,
  entry: Version & { readonly was: Version | null },
  zone: string,
): string | null {
  if (!entry.was) return null;
  const [was, is] = [entry.was, entry].map((each) => caseWords(content, release, each, zone));
  const changes = was && is ? caseChanges(was, is) : [];
  const said = changes.map(
    ({ label, was: before }) => `${label.toLowerCase()} ${before || "not given"}`,
  );
  return `Corrected: was ${said.join("; ")}`;
}
