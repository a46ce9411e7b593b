import "./pager.css";

/** The ways to the pages beside this one; nothing where everything is on one. */
export function Pager({
  label,
  words = { before: "Back", after: "Further" },
  first,
  last,
  total,
  before,
  after,
}: {
  /** What is paged: "Cases". */
  label: string;
  /** What the pages before and after this one hold: "Newer", "Older". */
  words?: { readonly before: string; readonly after: string };
  /** Rows shown, counted from 1. */
  first: number;
  last: number;
  total: number;
  before: string | null;
  after: string | null;
}) {
  if (before === null && after === null) return null;
  return (
    <nav className="pager" aria-label={`${label}, pages`}>
      <p>
        {first}–{last} of {total}
      </p>
      <ul className="pager-ways">
        {before && (
          <li>
            <a href={before} rel="prev">
              {words.before}
            </a>
          </li>
        )}
        {after && (
          <li>
            <a href={after} rel="next">
              {words.after}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}
