import canonicalize from "canonicalize";

/** Anything that JSON can say. Undefined members are left out, as JSON does. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The one text of a value, whoever writes it and in whatever order: what is hashed and signed.
 *
 * @throws Error for NaN and infinities, which JSON cannot say: a bug.
 * @source RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonical(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("canonical: nothing to write");
  return text;
}
