import { formatInstant, type Instant } from "#app/domain/time/instant.ts";

/** Where a gap of a rule is shown: by its beginning, which is what a mail or an event knows it by. */
export function gapPath(
  unitCode: string,
  { rule, start }: { readonly rule: string; readonly start: Instant },
): string {
  return `/units/${unitCode}/gaps/${encodeURIComponent(rule)}/${formatInstant(start)}`;
}
