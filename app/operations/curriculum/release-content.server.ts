import { join } from "node:path";
import { loadContent } from "#app/adapters/content.server.ts";
import { lockProblems, lockReleases } from "#app/adapters/content-lock.server.ts";
import { releaseOf } from "#app/domain/content.ts";
import { type Change, compareReleases } from "#app/domain/curriculum/compare.ts";

export type Said = { readonly ok: boolean; readonly lines: readonly string[] };

const contentRoot = () => join(process.cwd(), "content");

/** Validates everything under content/ and that no released file has changed. */
export function checkContent(root: string = contentRoot()): Said {
  const content = loadContent(root);
  const problems = lockProblems(root);
  if (problems.length > 0) return { ok: false, lines: problems };
  const { version, competencies, epas, credentials } = content.current;
  const counts = `${competencies.length} competencies, ${epas.length} EPAs`;
  return {
    ok: true,
    lines: [`Content holds: ${version}, ${counts}, ${credentials.length} credentials.`],
  };
}

/** Freezes releases that are not frozen yet; a changed frozen one is refused. */
export function lockContent(root: string = contentRoot()): Said {
  loadContent(root);
  const added = lockReleases(root);
  if (added.length === 0) return { ok: true, lines: ["Every release is locked already."] };
  return { ok: true, lines: added.map((each) => `Locked release ${each}.`) };
}

/** Says what changed from release `a` to release `b`, and whom it touches. */
export function diffContent(a: string, b: string, root: string = contentRoot()): Said {
  const content = loadContent(root);
  for (const each of [a, b]) {
    if (!content.releases.has(each)) return { ok: false, lines: [`There is no release ${each}.`] };
  }
  const { changes, ...touched } = compareReleases(releaseOf(content, a), releaseOf(content, b));
  if (changes.length === 0) return { ok: true, lines: [`Nothing changed from ${a} to ${b}.`] };
  return {
    ok: true,
    lines: [
      ...changes.map(wordChange),
      `It touches competencies: ${listed(touched.competencies)}.`,
      `It touches EPAs: ${listed(touched.epas)}.`,
      `It touches fellows working towards, and holders of: ${listed(touched.credentials)}.`,
    ],
  };
}

function wordChange({ item, path, before, after }: Change): string {
  if (before === undefined) return `+ ${item} ${path}: ${after}`;
  if (after === undefined) return `- ${item} ${path}: ${before}`;
  return `  ${item} ${path}: ${before} -> ${after}`;
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? "none" : codes.join(", ");
}
