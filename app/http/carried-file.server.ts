import { gunzipSync, gzipSync } from "node:zlib";

/** Larger than any body that the server takes: what was packed here is unpacked here. */
const bytesMost = 64 * 1024 * 1024;

/** A file as one line of text, so that it survives from step to step of a form without a script or a table. */
export function pack(bytes: Uint8Array): string {
  return gzipSync(bytes).toString("base64");
}

/** Null where the text is no such file any more. */
export function unpack(text: string): Uint8Array | null {
  if (text === "") return null;
  try {
    return gunzipSync(Buffer.from(text, "base64"), { maxOutputLength: bytesMost });
  } catch {
    return null;
  }
}
