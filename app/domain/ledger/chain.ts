import { formatInstant, type Instant } from "../time/instant.ts";
import { canonical } from "./canonical.ts";

/** One line of the ledger before it is hashed. */
export type EntryBody = {
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly act: string;
  readonly actorKind: "person" | "machine" | "system";
  readonly actorId: string | null;
  readonly salt: string;
  readonly factDigest: string;
  readonly previousHash: string;
};
export type Entry = EntryBody & { readonly hash: string };

/** What the first entry follows. */
export const genesis = "0".repeat(64);

/** The text whose SHA-256 is the entry's hash; it holds the hash before, which makes the chain. */
export function entryText(entry: EntryBody): string {
  return canonical({
    seq: entry.seq,
    recordedAt: formatInstant(entry.recordedAt),
    act: entry.act,
    actorKind: entry.actorKind,
    actorId: entry.actorId,
    salt: entry.salt,
    factDigest: entry.factDigest,
    previousHash: entry.previousHash,
  });
}

/**
 * The first entry that does not follow from the one before, or null when all do.
 * @param sha256  Hex of the hash of a text; passed in, as the domain has no crypto of its own.
 */
export function firstBroken(
  entries: Iterable<Entry>,
  sha256: (text: string) => string,
  after: { readonly seq: number; readonly hash: string; readonly recordedAt: number } = {
    seq: 0,
    hash: genesis,
    recordedAt: Number.NEGATIVE_INFINITY,
  },
): number | null {
  let last = after;
  for (const entry of entries) {
    const follows =
      entry.seq === last.seq + 1 &&
      entry.previousHash === last.hash &&
      entry.recordedAt >= last.recordedAt &&
      entry.hash === sha256(entryText(entry));
    if (!follows) return last.seq + 1;
    last = entry;
  }
  return null;
}
