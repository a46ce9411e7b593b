import { readRosterFile, slimRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import type { FileReading } from "#app/domain/roster/roster-file.ts";
import type { Interval } from "#app/domain/time/interval.ts";

export type FileOpening = {
  /** The unit's. */
  readonly timeZone: string;
  /** Null: all that the file holds; of a calendar that repeats for ever as much as can be. */
  readonly period: Interval | null;
  readonly contentType?: string | null;
  readonly fileName?: string | null;
};

/** Reads a roster file of whatever kind it turns out to be. */
export function openFile(body: Uint8Array, how: FileOpening): FileReading {
  return readRosterFile(body, { contentType: null, fileName: null, ...how });
}

/** What of a file has to be kept until it is published: it reads the same as the whole. */
export function keptOf(body: Uint8Array): Uint8Array {
  return slimRosterFile(body);
}
