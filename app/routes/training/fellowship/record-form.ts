import type { Option } from "#app/components/field.tsx";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Refusal } from "#app/domain/result.ts";
import type { RecordCode, TrainingRecordKind } from "#app/domain/training/training-record.ts";

/** Kind and code of a record are one choice of a form. */
export function whatOf({ kind, code }: Pick<RecordCode, "kind" | "code">): string {
  return `${kind}:${code}`;
}

/** A form's one choice as the operations know it; what cannot be read is left for them to refuse. */
export function withKindAndCode(given: FormData): FormData {
  const what = given.get("what");
  const [kind = "", code = ""] = typeof what === "string" ? what.split(":", 2) : [];
  given.set("kind", kind);
  given.set("code", code);
  return given;
}

/** Words about kind or code stand beside the one choice that the form has for both. */
export function besideWhat(fields: Readonly<Record<string, string>>): Record<string, string> {
  const { kind, code, ...others } = fields;
  const what = code ?? kind;
  return what === undefined ? others : { what, ...others };
}

/** The same for a refusal. */
export function refusedBesideWhat(refusal: Refusal): Refusal {
  if (refusal.detail?.field !== "code") return refusal;
  return { ...refusal, detail: { ...refusal.detail, field: "what" } };
}

/** Everything that can be recorded, by kind. */
export function recordOptions(content: Content, codes: readonly RecordCode[]): Option[] {
  return codes.map((each) => ({
    value: whatOf(each),
    label: each.name,
    group: kindWords(content, each.kind),
  }));
}

export function kindWords({ copy }: Pick<Content, "copy">, kind: TrainingRecordKind): string {
  return say(copy, `kinds.record_${kind}`);
}

/** The name of what was recorded; a code that a later release dropped stands for itself. */
export function recordName(
  codes: readonly RecordCode[],
  { kind, code }: Pick<RecordCode, "kind" | "code">,
) {
  return codes.find((each) => each.kind === kind && each.code === code)?.name ?? code;
}
