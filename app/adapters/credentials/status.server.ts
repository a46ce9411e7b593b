import { gunzipSync, gzipSync } from "node:zlib";
import type { z } from "zod";
import { isObject, type JsonObject } from "#app/domain/credential/json.ts";
import type { BitstringEntry } from "#app/domain/credential/shape.ts";
import { bitAt, statusListLength } from "#app/domain/credential/status-list.ts";
import {
  type ProblemKind,
  problemOf,
  type VerificationProblem,
} from "#app/domain/credential/verification.ts";

/** No list that we read may be larger, whatever it claims when packed: 8 million places. */
const unpackedMax = 1_048_576;

/** GZIP, then multibase base64url: `u…`. The same bits give the same text. */
export function packBits(bits: Uint8Array): string {
  return `u${gzipSync(bits, { level: 9 }).toString("base64url")}`;
}

export function unpackBits(encoded: unknown): Uint8Array | null {
  if (typeof encoded !== "string" || !/^u[A-Za-z0-9_-]+$/.test(encoded)) return null;
  try {
    return gunzipSync(Buffer.from(encoded.slice(1), "base64url"), { maxOutputLength: unpackedMax });
  } catch {
    return null;
  }
}

/**
 * Reads one place of a list that was already verified as the issuer's own.
 * @returns why the credential is not to be relied on, or null when the bit is clear.
 */
export function readStatus(
  entry: z.output<typeof BitstringEntry>,
  list: JsonObject,
): VerificationProblem | null {
  const subject = list.credentialSubject;
  if (!isObject(subject) || subject.type !== "BitstringStatusList") return problem("status_bad");
  if (subject.statusPurpose !== entry.statusPurpose) {
    return problem("status_bad", "The list is kept for another purpose.");
  }
  const bits = unpackBits(subject.encodedList);
  if (!bits || bits.length * 8 < statusListLength) return problem("status_bad");
  const bit = bitAt(bits, Number(entry.statusListIndex));
  if (bit === null) return problem("status_range");
  if (!bit) return null;
  return entry.statusPurpose === "revocation"
    ? problem("revoked")
    : problem("revoked", `Its status for ${entry.statusPurpose} is set.`);
}

function problem(kind: ProblemKind, detail?: string): VerificationProblem {
  return problemOf(kind, detail);
}
