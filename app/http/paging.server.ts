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

/** Which rows of so many an address asks for, and the ways to the pages beside them. */
export type PagePlace = Omit<Paged<never>, "rows"> & {
  readonly from: number;
  readonly size: number;
};

/**
 * The page that an address asks for by `?page=`, with whatever else it asks kept in the ways to the
 * others. A page that does not exist becomes the nearest that does.
 */
export function pagePlace(total: number, url: string, size = pageSize): PagePlace {
  const { pathname, searchParams } = new URL(url);
  const pages = Math.max(1, Math.ceil(total / size));
  const asked = Number(searchParams.get("page") ?? "1");
  const page = Math.min(pages, Math.max(1, Number.isInteger(asked) ? asked : 1));
  const from = (page - 1) * size;
  const to = (other: number) => {
    if (other < 1 || other > pages) return null;
    const kept = new URLSearchParams(searchParams);
    kept.delete("done");
    kept.delete("page");
    if (other > 1) kept.set("page", String(other));
    return kept.size > 0 ? `${pathname}?${kept}` : pathname;
  };
  return {
    ...{ from, size, total, before: to(page - 1), after: to(page + 1) },
    first: total > 0 ? from + 1 : 0,
    last: Math.min(total, from + size),
  };
}

/** The same over rows that are all at hand. */
export function pageOf<Row>(rows: readonly Row[], url: string, size = pageSize): Paged<Row> {
  const { from, size: _, ...place } = pagePlace(rows.length, url, size);
  return { ...place, rows: rows.slice(from, from + size) };
}
