import { day, type Instant } from "../time/instant.ts";

/** How soon something is due, nearest first. */
export const expiryBands = ["overdue", "week", "month", "quarter"] as const;
export type ExpiryBand = (typeof expiryBands)[number];

const daysOf: Readonly<Record<Exclude<ExpiryBand, "overdue">, number>> = {
  week: 7,
  month: 30,
  quarter: 90,
};

/** Overdue from the instant itself on; null where it lies further ahead than anybody must look. */
export function expiryBand(due: Instant, now: Instant): ExpiryBand | null {
  if (due <= now) return "overdue";
  for (const band of ["week", "month", "quarter"] as const) {
    if (due - now <= daysOf[band] * day) return band;
  }
  return null;
}

export type Due = { readonly dueAt: Instant };

/** What is due, by band, the soonest first within each; what was overdue longest stands first. */
export function worklistOf<T extends Due>(
  all: readonly T[],
  now: Instant,
): Record<ExpiryBand, T[]> {
  const bands: Record<ExpiryBand, T[]> = { overdue: [], week: [], month: [], quarter: [] };
  for (const each of [...all].sort((a, b) => a.dueAt - b.dueAt)) {
    const band = expiryBand(each.dueAt, now);
    if (band) bands[band].push(each);
  }
  return bands;
}
