import { useLocation } from "@remix-run/react";

/** What a page waits for no longer, since it takes long after a start; the portal goes on meanwhile. */
export function StillRead({ what }: { what: string }) {
  const { pathname, search } = useLocation();
  return (
    <p className="soft no-print" role="status">
      {what} still being put together. <a href={pathname + search}>Show it again</a> in a moment.
    </p>
  );
}

/** "The logs of 3 fellows are", for a list in which so many are not judged yet. */
export function logsUnread(fellows: number): string {
  return fellows === 1 ? "The log of one fellow is" : `The logs of ${fellows} fellows are`;
}
