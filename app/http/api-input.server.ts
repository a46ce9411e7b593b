import type { z } from "zod";
import type { FieldError } from "./problem.server.ts";

export type ApiBody = {
  /** "text/csv", without parameters; empty where none is taken. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** What the schema of that media type made of it; undefined where the operation reads the bytes. */
  readonly value: unknown;
};

export type Queried<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The query by its schema. A name that is not known, or given twice, is an error: nothing is guessed. */
export function queryOf<S extends z.ZodType>(request: Request, schema: S): Queried<z.output<S>> {
  const search = new URL(request.url).searchParams;
  const errors: FieldError[] = [];
  for (const name of new Set(search.keys())) {
    if (search.getAll(name).length > 1)
      errors.push({ pointer: pointerTo([name]), detail: "Give this once." });
  }
  const given = Object.fromEntries(search);
  const parsed = schema.safeParse(given);
  if (parsed.success && errors.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, errors: [...errors, ...(parsed.error?.issues ?? []).flatMap(errorsOf)] };
}

export type Body =
  | { readonly ok: true; readonly value: ApiBody }
  | {
      readonly ok: false;
      readonly status: 400 | 415 | 422;
      readonly errors: readonly FieldError[];
    };

/** The body by its media type. JSON is parsed and judged; other types are handed on as bytes. */
export async function bodyOf(
  request: Request,
  types: Readonly<Record<string, z.ZodType | null>> | undefined,
): Promise<Body> {
  if (!types) return { ok: true, value: { type: "", bytes: new Uint8Array(), value: undefined } };
  const type = mediaTypeOf(request.headers.get("Content-Type") ?? "");
  if (type === null || !Object.hasOwn(types, type)) return { ok: false, status: 415, errors: [] };
  const bytes = new Uint8Array(await request.arrayBuffer());
  const schema = types[type];
  if (!schema) return { ok: true, value: { type, bytes, value: undefined } };
  const json = parseJson(bytes);
  if (json === undefined) {
    return { ok: false, status: 400, errors: [{ pointer: "", detail: "This is not JSON." }] };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: { type, bytes, value: parsed.data } };
  return { ok: false, status: 422, errors: parsed.error.issues.flatMap(errorsOf) };
}

/** @returns null for a character set other than UTF-8. */
function mediaTypeOf(header: string): string | null {
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((each) => each.startsWith("charset="))?.slice(8);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  return isUtf8 ? type : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function errorsOf(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo([...issue.path, key]),
      detail: "This is not known here.",
    }));
  }
  return [{ pointer: pointerTo(issue.path), detail: wordsFor(issue) }];
}

const typeWords: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  object: "an object",
  array: "a list",
};

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") {
    const isMissing = /received undefined$/.test(issue.message);
    return isMissing ? "This is needed." : `Give ${typeWords[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === "invalid_value") return `Give one of: ${issue.values.join(", ")}.`;
  if (issue.code === "too_big") return `At most ${issue.maximum}.`;
  if (issue.code === "too_small") return `At least ${issue.minimum}.`;
  if (issue.code === "custom" || !/^Invalid/.test(issue.message)) return issue.message;
  return "This cannot be read as it is written.";
}

/** @source RFC 6901 (JSON Pointer) section 3 */
export function pointerTo(path: readonly PropertyKey[]): string {
  const escaped = path.map((each) => String(each).replaceAll("~", "~0").replaceAll("/", "~1"));
  return escaped.map((each) => `/${each}`).join("");
}
