/** What was typed into a form, in its order, as it was named. */
export type KeptField = readonly [name: string, value: string];

export type KeptForm = {
  /** The page of ours that the form was sent to. */
  readonly to: string;
  readonly fields: readonly KeptField[];
  /** A file was chosen too, which no page can carry on. */
  readonly lacksFile: boolean;
};

/** Beyond these a form is not carried along: a day's typing stays far below. */
const fieldsMax = 400;
const charactersMax = 400_000;

/** Passwords are typed anew, always, and a passkey answers anew. */
const secret = /password|^(ceremony|assertion)$/i;

/** @returns what can be carried along of the body of a request; null where it is too much, or none. */
export async function keptOf(request: Request): Promise<Omit<KeptForm, "to"> | null> {
  if (request.bodyUsed) return null;
  const form = await request.formData().catch(() => null);
  if (!form) return null;
  const sent = [...form].filter(([name]) => !secret.test(name));
  const fields = sent.flatMap(([name, value]): KeptField[] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const lacksFile = sent.some(([, value]) => typeof value !== "string" && value.size > 0);
  return isBounded(fields) ? { fields, lacksFile } : null;
}

/** Reads back what a page of ours wrote; null for anything else, since it comes from a browser. */
export function readKept(text: unknown): readonly KeptField[] | null {
  if (typeof text !== "string") return null;
  const fields = parsed(text);
  if (!Array.isArray(fields) || !fields.every(isField)) return null;
  const open = fields.filter(([name]) => !secret.test(name));
  return isBounded(open) ? open : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isField(field: unknown): field is KeptField {
  return (
    Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === "string")
  );
}

function isBounded(fields: readonly KeptField[]): boolean {
  const characters = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return fields.length <= fieldsMax && characters <= charactersMax;
}
