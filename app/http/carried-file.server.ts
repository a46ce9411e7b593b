import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** Larger than any body that the server takes: what was packed here is unpacked here. */
const bytesMost = 64 * 1024 * 1024;
/** What a step can take beside its other fields, of the 10 MB that the server takes in one request. */
const packedMost = 9 * 1024 * 1024;

/**
 * A file as one line of text, so that it survives from step to step of a form without a script or a table.
 * @returns null for one that no later step could take: it is refused at the first one.
 */
export function pack(bytes: Uint8Array): string | null {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const packed = brotliCompressSync(bytes, { params }).toString("base64");
  return packed.length > packedMost ? null : packed;
}

/** Null where the text is no such file any more. */
export function unpack(text: string): Uint8Array | null {
  if (text === "") return null;
  try {
    return brotliDecompressSync(Buffer.from(text, "base64"), { maxOutputLength: bytesMost });
  } catch {
    return null;
  }
}
