import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";

/**
 * Rows of alike fields, numbered from 1, and a button for one more. The button sends the form with
 * `intent` "add-NAME" and asks for all that was typed, with a row more; where scripts run the row is there
 * at once.
 */
export function MoreRows({
  name,
  count,
  add,
  children,
}: {
  name: string;
  /** How many the form came with. */
  count: number;
  /** What the button says. */
  add: string;
  children: (row: number) => ReactNode;
}) {
  const [asked, setAsked] = useState(count);
  const rows = Math.max(1, asked, count);
  const last = useRef<HTMLDivElement>(null);
  const isAdded = useRef(false);
  // Who asked for a row wants to write in it; on the first showing nobody asked.
  useEffect(() => {
    if (isAdded.current && rows > 0)
      last.current?.querySelector<HTMLElement>("input, select")?.focus();
  }, [rows]);
  return (
    <div className="stack">
      {Array.from({ length: rows }, (_, i) => i + 1).map((row) => (
        <div
          key={row}
          id={`${name}-${row}`}
          className="stack"
          data-gap="small"
          ref={row === rows ? last : undefined}
        >
          {children(row)}
        </div>
      ))}
      <div>
        <Button
          kind="secondary"
          icon="plus"
          name="intent"
          value={`add-${name}`}
          formNoValidate
          formAction={`#${name}-${rows + 1}`}
          onClick={(event) => {
            event.preventDefault();
            isAdded.current = true;
            setAsked(rows + 1);
          }}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}
