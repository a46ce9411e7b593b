import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { changesByItem, compareReleases } from "#app/domain/curriculum/compare.ts";
import type { Figure, Release } from "#app/domain/curriculum/schema.ts";
import { sourceView } from "./show-curriculum.server.ts";

/** Every release, the latest first, with how many numbers and items it changes of the one it replaces. */
export function releaseList(content: Content) {
  return [...content.releases.values()]
    .sort((a, b) => (a.version < b.version ? 1 : -1))
    .map(({ version, title, status, adoptedOn, replaces }) => ({
      version,
      title,
      status,
      adoptedOn,
      replaces,
      isCurrent: version === content.current.version,
    }));
}

/** What changes from one release to another, as people read it. */
export function releaseDiff(content: Content, a: Release, b: Release) {
  const { credentials } = compareReleases(a, b);
  const items = changesByItem(a, b).map((item) => ({
    ...item,
    figures: item.figures.map(({ what, unit, before, after }) => ({
      what,
      unit,
      before: before?.value ?? null,
      after: after?.value ?? null,
      ...groundsOf(content, after ?? before),
    })),
    others: item.others
      .filter(({ path }) => !isNameOfPart.test(path))
      .map(({ path, before, after }) => ({
        path: pathWords(path),
        before: before ?? null,
        after: after ?? null,
      })),
  }));
  const named = new Map([...a.credentials, ...b.credentials].map((each) => [each.code, each.name]));
  return {
    items,
    credentials: credentials.map((code) => ({ code, name: named.get(code) ?? code })),
    sources: [
      ...new Map(items.flatMap((i) => i.figures).map((f) => [f.source.key, f.source])).values(),
    ],
  };
}

function groundsOf(content: Content, figure: Figure | null) {
  return {
    basis: figure ? say(content.copy, `bases.${figure.basis}`) : "",
    note: figure?.note ?? null,
    source: sourceView(content, figure?.source ?? ""),
  };
}

/** The name of a part stands with its number already. */
const isNameOfPart = /^subMinimums\.\d+\.(id|title)$/;

/** "subMinimums.0.filter.contexts": "which cases count as such, by contexts". */
function pathWords(path: string): string {
  return path
    .replace(/^subMinimums\.\d+\.filter\./, "which cases count as such, by ")
    .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\.(\d+)/g, (_, at: string) => ` ${Number(at) + 1}`)
    .replaceAll(".", ", ");
}
