const minute = 60_000;

/** What a case logged a little late usually needs; in milliseconds before now. */
export const quickTimes = [
  { label: "Now", before: 0 },
  { label: "1 h ago", before: 60 * minute },
  { label: "3 h ago", before: 180 * minute },
  { label: "12 h ago", before: 720 * minute },
] as const;

/**
 * "2026-11-22T04:12" on the programme's clock. By the server's clock while there is a network; a page that
 * was kept for being offline may be days old, so there the clock of the device is taken.
 *
 * @param openedAt  When the page came, in milliseconds as `performance.now` counts.
 * @param before    Milliseconds before now.
 */
export function localNow(
  { at, zone }: { readonly at: number; readonly zone: string },
  openedAt: number,
  before = 0,
): string {
  const elapsed = performance.now();
  const now = navigator.onLine ? at + elapsed - openedAt : performance.timeOrigin + elapsed;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now - before);
  const read = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${read.year}-${read.month}-${read.day}T${read.hour}:${read.minute}`;
}
