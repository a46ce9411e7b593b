import type { z } from "zod";

/** What a form said, to be shown again unchanged: one text for a field, several for `name[]`. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed }
  | {
      readonly ok: false;
      /** Words beside each field. */
      readonly fields: Readonly<Record<string, string>>;
      readonly typed: Typed;
    };

/** A form of this many characters is a mistake or an attack; the server cuts bodies earlier still. */
const fieldCharactersMax = 20_000;

/**
 * FormData → schema → value, or words beside the fields with what was typed kept. Fields named `x[]`
 * become arrays `x`; an empty text counts as not given.
 */
export async function parseForm<S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<Parsed<z.output<S>>> {
  return parseFormData(await request.formData(), schema);
}

export function parseFormData<S extends z.ZodType>(form: FormData, schema: S): Parsed<z.output<S>> {
  const typed = typedOf(form);
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data, typed: withoutSecrets(typed) };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? "");
    fields[name] ??= wordsFor(issue, given[name] === undefined);
  }
  return { ok: false, fields, typed: withoutSecrets(typed) };
}

function typedOf(form: FormData): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value !== "string") continue;
    const text = value.slice(0, fieldCharactersMax);
    if (name.endsWith("[]")) {
      const key = name.slice(0, -2);
      typed[key] = [...((typed[key] as string[] | undefined) ?? []), text];
    } else typed[name] = text;
  }
  return typed;
}

/** Passwords are never sent back, nor is what a passkey answered. */
function withoutSecrets(typed: Record<string, string | string[]>): Typed {
  return Object.fromEntries(
    Object.entries(typed).filter(([name]) => !/password|^(ceremony|assertion)$/i.test(name)),
  );
}

function wordsFor(issue: z.core.$ZodIssue, missing: boolean): string {
  // Words that a schema brings itself say more than ours for the kind of issue.
  if (!/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)) return issue.message;
  if (missing) return "Fill this in.";
  if (issue.code === "invalid_value") return "Choose one of the list.";
  if (issue.code === "too_big" && issue.origin === "string")
    return `Use at most ${issue.maximum} characters.`;
  if (issue.code === "too_big") return `Use at most ${issue.maximum}.`;
  if (issue.code === "too_small" && issue.origin === "number")
    return `Use at least ${issue.minimum}.`;
  if (issue.code === "too_small") return "Fill this in.";
  return "This cannot be read. Check how it is written.";
}
