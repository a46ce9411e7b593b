import type { Instant } from "../time/instant.ts";
import { localParts } from "../time/wall-time.ts";
import type { McsKind } from "./activation.ts";

export type SharedCase = {
  readonly activatedAt: Instant;
  readonly mcs: McsKind;
  readonly isFull: boolean;
};

export type ShareMonth = {
  /** "2026-11", on the unit's clock. */
  readonly month: string;
  /** Calls in which mechanical support was considered or started. */
  readonly cases: number;
  readonly full: number;
  /** In percent, to one place; null where there was no such call. */
  readonly share: number | null;
};

/** The last `count` months on a unit's clock, the one that runs among them. */
export type Months = { readonly zone: string; readonly now: Instant; readonly count: number };

/** The share of mechanical support cases with a full team, for each of the last `count` months, oldest first. */
export function shareByMonth(cases: readonly SharedCase[], months: Months): ShareMonth[] {
  return monthsUpTo(months).map((month) => ({
    month,
    ...shareOf(cases.filter((each) => monthOf(each, months.zone) === month)),
  }));
}

/** "2026-11", oldest first. */
export function monthsUpTo({ zone, now, count }: Months): string[] {
  const { year, month } = localParts(now, zone);
  return Array.from({ length: count }, (_, i) => {
    const at = year * 12 + (month - 1) - (count - 1 - i);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

export function shareOf(cases: readonly SharedCase[]): Omit<ShareMonth, "month"> {
  const counted = cases.filter(({ mcs }) => mcs !== "none");
  const full = counted.filter(({ isFull }) => isFull).length;
  const share = counted.length === 0 ? null : Math.floor((full / counted.length) * 1_000) / 10;
  return { cases: counted.length, full, share };
}

/** The month of a call, on the unit's clock. */
export function monthOf({ activatedAt }: Pick<SharedCase, "activatedAt">, zone: string): string {
  const { year, month } = localParts(activatedAt, zone);
  return `${year}-${String(month).padStart(2, "0")}`;
}
