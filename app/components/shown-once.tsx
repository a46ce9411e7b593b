import { Notice } from "./notice.tsx";

/** A secret or an address that is shown this once; null: it was shown before. */
export function ShownOnce({
  text,
  again,
  children,
}: {
  text: string | null;
  /** What to do where it is lost. */
  again: string;
  children?: React.ReactNode;
}) {
  if (text === null) {
    return (
      <Notice kind="warn" title="It was shown already">
        {again}
      </Notice>
    );
  }
  return (
    <Notice kind="done" title="Copy it now: it is not shown again">
      <p className="code">{text}</p>
      {children}
    </Notice>
  );
}
