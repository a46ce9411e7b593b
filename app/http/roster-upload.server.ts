import { day } from "#app/domain/time/instant.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import { keptOf } from "#app/operations/roster/open-file.server.ts";
import { Source } from "./api-schemas.server.ts";
import { pack, unpack } from "./carried-file.server.ts";
import { explain } from "./problem.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

/** A file on its way through the steps: its bytes as text, and what it was called. */
export type Carried = {
  readonly body: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Names that were looked at and left unmatched. */
  readonly left: readonly string[];
};

export type ReadUpload = {
  /** Null: none was chosen, it did not come back whole, or it holds too much for the steps to come. */
  readonly bytes: Uint8Array | null;
  readonly isTooFull?: boolean;
  readonly carried: Carried;
  readonly intent: "read" | "words" | "plan" | "commit";
  readonly planHash: string;
  readonly typed: Readonly<Record<string, string>>;
};

const names = ["from", "to", "source", "reason"] as const;
const intents = ["read", "words", "plan", "commit"] as const;

/** The upload's form: a file or a text at first, then the same file from step to step. */
export async function readUpload(form: FormData): Promise<ReadUpload> {
  const text = (name: string) => String(form.get(name) ?? "");
  const typed: Record<string, string> = {};
  for (const name of names) typed[name] = text(name).slice(0, 500);
  const intent = intents.find((each) => each === text("intent")) ?? "read";
  const asked = { intent, planHash: text("planHash"), typed };
  const sent = text("body");
  if (sent !== "") {
    const carried = { body: sent, fileName: text("fileName"), contentType: text("contentType") };
    return { ...asked, bytes: unpack(sent), carried: { ...carried, left: listOf(text("left")) } };
  }
  const file = form.get("file");
  const isFile = file instanceof Blob && file.size > 0;
  typed.roster = isFile ? "" : text("roster");
  const bytes = isFile
    ? new Uint8Array(await file.arrayBuffer())
    : new TextEncoder().encode(typed.roster);
  const fileName = isFile && file instanceof File ? file.name.slice(0, 200) : "";
  const contentType = isFile ? file.type.slice(0, 100) : "";
  const packed = pack(keptOf(bytes));
  const carried = { body: packed ?? "", fileName, contentType, left: [] };
  const isThere = bytes.length > 0 && packed !== null;
  const found = { bytes: isThere ? bytes : null, isTooFull: packed === null };
  return { ...asked, ...found, intent: "read", carried };
}

function listOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

/** The period that was typed, or else the file's own; what is wrong with it is said beside its fields. */
export function periodOf(
  ctx: Context,
  typed: Readonly<Record<string, string>>,
  zone: string,
  span: Interval | null,
): { readonly period: Interval | null; readonly fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  const [from, to] = (["from", "to"] as const).map((name) => {
    const text = typed[name]?.trim() ?? "";
    const own = name === "from" ? span?.start : span?.end;
    if (text === "" && own !== undefined) return own;
    const read = readUnitTime(text, zone);
    if (read.ok) return read.at;
    fields[name] = read.words;
    return null;
  });
  if (from == null || to == null) return { period: null, fields };
  const days = ctx.content.staffing.coverageDaysMax.value;
  if (from >= to) fields.to = explain(ctx, { code: "window_empty" });
  else if (to - from > days * day)
    fields.to = explain(ctx, { code: "window_too_long", detail: { days } });
  return { period: Object.keys(fields).length === 0 ? interval(from, to) : null, fields };
}

/** Words beside the source's field where it is no name of one; null where it is. */
export function sourceFault(source: string): string | null {
  return Source.safeParse(source).success
    ? null
    : "Use at most 40 of a-z, 0-9, and . _ - in between.";
}
