/** Rows on one page of a long list. */
export const pageSize = 25;

export type Paged<Row> = {
  readonly rows: readonly Row[];
  /** Counted from 1, of all rows; both 0 where there are none. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
  /** Addresses of the pages beside this one; null at either end. */
  readonly before: string | null;
  readonly after: string | null;
};

/**
 * The page that an address asks for by `?page=`, with whatever else it asks kept in the ways to the
 * others. A page that does not exist becomes the nearest that does.
 */
export function pageOf<Row>(rows: readonly Row[], url: string, size = pageSize): Paged<Row> {
  const { pathname, searchParams } = new URL(url);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const asked = Number(searchParams.get("page") ?? "1");
  const page = Math.min(pages, Math.max(1, Number.isInteger(asked) ? asked : 1));
  const from = (page - 1) * size;
  const shown = rows.slice(from, from + size);
  const to = (other: number) => {
    if (other < 1 || other > pages) return null;
    const kept = new URLSearchParams(searchParams);
    kept.delete("done");
    kept.delete("page");
    if (other > 1) kept.set("page", String(other));
    return kept.size > 0 ? `${pathname}?${kept}` : pathname;
  };
  return {
    rows: shown,
    first: shown.length > 0 ? from + 1 : 0,
    last: from + shown.length,
    total: rows.length,
    before: to(page - 1),
    after: to(page + 1),
  };
}
