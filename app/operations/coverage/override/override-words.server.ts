import { allow, type Result, refuse } from "#app/domain/result.ts";
import { findIdentifier, identifiers } from "#app/domain/training/case/free-text.ts";

/** Doctors are named here, and how to reach them: what would be a patient's is refused all the same. */
const stopped = ["birth_date", "record_number"];

/** A text beside an override. @returns Refusal `free_text_identifies` with the field. */
export function plainOf(text: string, field: string): Result<string> {
  const found = findIdentifier(text);
  if (!found || !stopped.includes(found.kind)) return allow(text);
  const { kind, excerpt } = found;
  return refuse("free_text_identifies", { field, kind, what: identifiers[kind], excerpt });
}
