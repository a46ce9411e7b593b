import { analyse } from "chardet";

/** A file that is no table in text; worded in content/copy under `refusals`. */
export type UnreadableFile = {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};
export type DecodedFile = { readonly text: string; readonly encoding: string };

const begins = (bytes: Uint8Array, ...start: number[]) => start.every((one, i) => bytes[i] === one);

/** What a spreadsheet of western Europe or America writes when it does not write Unicode. */
const western = /^(ISO-8859-(1|2|9|15)|windows-125[0-4]|ASCII|UTF-8)$/;

/**
 * The text of a file in UTF-8, UTF-16 or Windows-1252, found out from its bytes.
 * Codes: `file_empty`, `file_is_excel`, `file_is_pdf`, `file_is_html`, `file_not_text`,
 * `file_encoding_unknown`.
 */
export function decodeFile(
  bytes: Uint8Array,
): DecodedFile | { readonly unreadable: UnreadableFile } {
  const binary = binaryKind(bytes);
  if (binary) return { unreadable: { code: binary } };
  const decoded = decode(bytes);
  if ("unreadable" in decoded) return decoded;
  const text = decoded.text.replace(/^\ufeff/, "");
  if (text.trim() === "") return { unreadable: { code: "file_empty" } };
  if (text.includes("\0")) return { unreadable: { code: "file_not_text" } };
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) {
    return { unreadable: { code: "file_is_html" } };
  }
  return { text, encoding: decoded.encoding };
}

function binaryKind(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return "file_empty";
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return "file_is_excel";
  }
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return "file_is_pdf";
  return null;
}

function decode(bytes: Uint8Array): DecodedFile | { readonly unreadable: UnreadableFile } {
  const wide = wideEncoding(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: "UTF-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    // Not UTF-8: a page of eight bits, or something else.
  }
  const [likely] = analyse(bytes);
  if (likely && !western.test(likely.name)) {
    return { unreadable: { code: "file_encoding_unknown", detail: { encoding: likely.name } } };
  }
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "Windows-1252" };
}

/** By its mark, or by the zero in every other byte that western text has. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (begins(bytes, 0xff, 0xfe)) return "utf-16le";
  if (begins(bytes, 0xfe, 0xff)) return "utf-16be";
  const sample = bytes.subarray(0, 2_000);
  let [even, odd] = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++;
  const half = sample.length / 2;
  if (odd > half * 0.7 && even < half * 0.1) return "utf-16le";
  return even > half * 0.7 && odd < half * 0.1 ? "utf-16be" : null;
}
