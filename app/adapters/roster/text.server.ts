/** A body that cannot be read as a roster at all; worded in content/copy under `rows`. */
export type Unreadable = {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};

/** UTF-8 text without its byte-order mark, or why it is none. */
export function decode(body: Uint8Array): { text: string } | { unreadable: Unreadable } {
  if (body[0] === 0xff && body[1] === 0xfe) return { unreadable: { code: "not_utf8" } };
  if (body[0] === 0xfe && body[1] === 0xff) return { unreadable: { code: "not_utf8" } };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return text.includes("\0") ? { unreadable: { code: "not_text" } } : { text };
  } catch {
    return { unreadable: { code: "not_utf8" } };
  }
}
