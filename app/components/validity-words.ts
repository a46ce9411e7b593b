import { forever } from "#app/domain/time/instant.ts";
import { dayWords } from "./moment.tsx";

/** "3 Mar 2024 to 31 Dec 2027": the last day is the one in which the last instant lies. */
export function validityWords(start: number, end: number | null, zone: string): string {
  const from = dayWords(start, zone);
  if (end === null || end === forever) return `from ${from}, no end`;
  return `${from} to ${dayWords(end - 1, zone)}`;
}
