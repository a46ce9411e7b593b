import { Notice } from "./notice.tsx";

/** Overrides that wait for a second person, on the first page of whoever may be that person. */
export function ReviewsDue({ due, overdue }: { due: number; overdue: number }) {
  const open = due + overdue;
  if (open === 0) return null;
  const what = open === 1 ? "One override waits" : `${open} overrides wait`;
  return (
    <Notice kind={overdue > 0 ? "error" : "warn"} title={`${what} for a review`}>
      <p>
        {overdue > 0 && `${overdue === open ? "Overdue" : `${overdue} overdue`}. `}
        <a href="/overrides">Review</a>
      </p>
    </Notice>
  );
}
