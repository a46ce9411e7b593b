import type { ReactNode } from "react";
import "./fold.css";

/** The first few of a long list stand open, the rest folded under them. */
export function FirstFew<Thing>({
  all,
  few,
  more,
  children,
}: {
  all: readonly Thing[];
  few: number;
  /** What the rest is called: "more credentials". */
  more: string;
  children: (some: readonly Thing[]) => ReactNode;
}) {
  // One alone is no longer than its fold.
  const shown = all.length === few + 1 ? all.length : few;
  const rest = all.slice(shown);
  return (
    <>
      {children(all.slice(0, shown))}
      {rest.length > 0 && (
        <details className="fold">
          <summary>
            {rest.length} {more}
          </summary>
          {children(rest)}
        </details>
      )}
    </>
  );
}
