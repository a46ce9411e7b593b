/** A document as JSON gives it, before anybody has said what its members are. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON-LD writes one value bare and several as a list: both read as a list. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as JsonValue];
}

/** How deep and how large a document may be before anything else looks at it. */
export const bounds = { depth: 20, values: 5_000, text: 200_000 } as const;

/**
 * Whether a document stays within the bounds. Canonicalisation is expensive, so what strangers send is
 * measured before it is read.
 */
export function isBounded(document: JsonValue): boolean {
  let values = 0;
  let text = 0;
  const within = (value: JsonValue | undefined, depth: number): boolean => {
    values += 1;
    if (typeof value === "string") text += value.length;
    if (depth > bounds.depth || values > bounds.values || text > bounds.text) return false;
    if (value === null || typeof value !== "object") return true;
    if (Array.isArray(value)) return value.every((inner) => within(inner, depth + 1));
    for (const key of Object.keys(value)) {
      text += key.length;
      if (!within((value as JsonObject)[key], depth + 1)) return false;
    }
    return true;
  };
  return within(document, 0);
}
