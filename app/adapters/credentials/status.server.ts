import { gunzipSync, gzipSync } from "node:zlib";
import type { z } from "zod";
import { isObject, type JsonValue } from "#app/domain/credential/json.ts";
import type { BitstringEntry } from "#app/domain/credential/shape.ts";
import { bitAt, statusListLength } from "#app/domain/credential/status-list.ts";
import { problemOf, type VerificationProblem } from "#app/domain/credential/verification.ts";

/** No list that we read may be larger, whatever it claims when packed: 8 million places. */
const unpackedMax = 1_048_576;

/** GZIP, then multibase base64url: `u…`. The same bits give the same text. */
export function packBits(bits: Uint8Array): string {
  return `u${gzipSync(bits, { level: 9 }).toString("base64url")}`;
}

/** @returns null for what is no packed text, breaks off, or unpacks to more than we read. */
export function unpackBits(encoded: unknown): Uint8Array | null {
  if (typeof encoded !== "string" || !/^u[A-Za-z0-9_-]+$/.test(encoded)) return null;
  try {
    return gunzipSync(Buffer.from(encoded.slice(1), "base64url"), { maxOutputLength: unpackedMax });
  } catch {
    return null;
  }
}

let last: { readonly encoded: unknown; readonly bits: Uint8Array | null } | undefined;

/** One list is asked about again and again: its bits are kept until another one is read. */
function lastUnpacked(encoded: unknown): Uint8Array | null {
  if (last?.encoded !== encoded) last = { encoded, bits: unpackBits(encoded) };
  return last?.bits ?? null;
}

/**
 * Reads one place of a list that was already verified as the issuer's own.
 * @returns why the credential is not to be relied on, or null when the bit is clear.
 */
export function readStatus(
  entry: z.output<typeof BitstringEntry>,
  list: JsonValue,
): VerificationProblem | null {
  const subject = isObject(list) ? list.credentialSubject : null;
  if (!isObject(subject) || subject.type !== "BitstringStatusList") {
    return problemOf("status_bad", "What the credential names is no bitstring status list.");
  }
  if (subject.statusPurpose !== entry.statusPurpose) {
    return problemOf("status_bad", "The list is kept for another purpose.");
  }
  const bits = lastUnpacked(subject.encodedList);
  if (!bits) {
    return problemOf("status_bad", "The list breaks off, or unpacks to more than a megabyte.");
  }
  if (bits.length * 8 < statusListLength) {
    return problemOf("status_bad", `The list has fewer than ${statusListLength} places.`);
  }
  const bit = bitAt(bits, Number(entry.statusListIndex));
  if (bit === null) return problemOf("status_range");
  if (!bit) return null;
  return entry.statusPurpose === "revocation"
    ? problemOf("revoked")
    : problemOf("revoked", `Its status for ${entry.statusPurpose} is set.`);
}
