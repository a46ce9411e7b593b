import { z } from "zod";
import { type ImportField, importFields } from "#app/domain/training/transfer/columns.ts";
import { ImportMapping, noMapping, wordFields } from "#app/domain/training/transfer/mapping.ts";
import { plain, Sheet } from "#app/domain/training/transfer/sheet.ts";

export type ReadImportForm =
  | { readonly kind: "file"; readonly importId: string; readonly bytes: Uint8Array | null }
  | {
      readonly kind: "read";
      readonly importId: string;
      readonly sheet: Sheet;
      readonly mapping: ImportMapping;
      /** Set where the plan with that hash is to be carried out. */
      readonly planHash: string | null;
    }
  /** What was read of the file did not come back whole. */
  | { readonly kind: "lost" };

/**
 * The form of an import: a file at first; then what was read of it, which travels along, with the choices
 * made about it.
 */
export async function readImportForm(form: FormData): Promise<ReadImportForm> {
  const importId = z.uuid().safeParse(form.get("importId"));
  if (!importId.success) return { kind: "lost" };
  const intent = form.get("intent");
  if (intent !== "plan" && intent !== "commit") {
    const file = form.get("file");
    const isFile = file instanceof Blob && file.size > 0;
    const named = file instanceof File && file.name !== "";
    const bytes = isFile ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(0);
    return { kind: "file", importId: importId.data, bytes: isFile || named ? bytes : null };
  }
  const sheet = Sheet.safeParse(json(form.get("sheet")));
  const carried = ImportMapping.safeParse(json(form.get("mapping")));
  if (!sheet.success) return { kind: "lost" };
  const mapping = ImportMapping.safeParse(
    chosen(form, carried.success ? carried.data : noMapping, sheet.data),
  );
  if (!mapping.success) return { kind: "lost" };
  return {
    kind: "read",
    importId: importId.data,
    sheet: sheet.data,
    mapping: mapping.data,
    planHash: intent === "commit" ? String(form.get("planHash") ?? "") : null,
  };
}

function json(value: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(value ?? ""));
  } catch {
    return null;
  }
}

/** The mapping that came along, with what the form says about it now. */
function chosen(form: FormData, carried: ImportMapping, { header }: Sheet) {
  const text = (name: string) => String(form.get(name) ?? "");
  const columns: Partial<Record<ImportField, string>> = {};
  for (const field of importFields) {
    const column = text(`column-${field}`);
    if (header.includes(column)) columns[field] = column;
  }
  const words = Object.fromEntries(
    wordFields.map((field) => [field, wordsOf(form, field, carried.words[field])]),
  );
  const otherwise = (name: "role" | "setting" | "dateOrder") =>
    form.has(name) ? text(name) || null : carried[name];
  return {
    columns,
    words,
    dateOrder: otherwise("dateOrder"),
    role: otherwise("role"),
    setting: otherwise("setting"),
    alike: text("alike") === "different" ? "different" : "repeats",
  };
}

function wordsOf(form: FormData, field: string, carried: Readonly<Record<string, string>>) {
  const words = new Map(Object.entries(carried));
  for (let i = 0; form.has(`word-${field}-${i}`); i += 1) {
    const key = plain(String(form.get(`word-${field}-${i}`)));
    const meaning = String(form.get(`meaning-${field}-${i}`) ?? "");
    if (meaning === "") words.delete(key);
    else words.set(key, meaning);
  }
  return Object.fromEntries(words);
}
