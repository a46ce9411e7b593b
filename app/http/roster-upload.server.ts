import { say } from "#app/domain/copy.ts";
import type { Change } from "#app/domain/roster/plan.ts";
import type { RowError } from "#app/domain/roster/row.ts";
import { day } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { Planned, RosterBody } from "#app/operations/roster/publish-roster.server.ts";
import { readRoster, rowPointer, rowWords } from "#app/operations/roster/read-roster.server.ts";
import { placeWords } from "./answer-view.server.ts";
import { Source } from "./api-schemas.server.ts";
import type { FormReply } from "./form-reply.server.ts";
import { explain } from "./problem.server.ts";
import { plainTime, readUnitTime } from "./unit-time.server.ts";

/** What the upload form gets back: also the rows to put right, or the plan to look at. */
export type UploadReply = FormReply & {
  readonly rows: ReturnType<typeof rowViews> | null;
  readonly plan: ReturnType<typeof planView> | null;
};

type Unit = { readonly code: string; readonly timeZone: string };
const names = ["from", "to", "source", "reason"] as const;

/**
 * The upload form: a text, or a file in its place. What was sent comes back in `typed` whole, the file as
 * text, so that nothing has to be chosen or typed again.
 */
export async function readUpload(ctx: Context, form: FormData, unit: Unit) {
  const file = form.get("file");
  const isFile = file instanceof Blob && file.size > 0;
  const bytes = isFile
    ? new Uint8Array(await file.arrayBuffer())
    : new TextEncoder().encode(String(form.get("roster") ?? ""));
  const typed: Record<string, string> = { roster: new TextDecoder().decode(bytes) };
  for (const name of names) typed[name] = String(form.get(name) ?? "").slice(0, 500);
  const fields: Record<string, string> = {};
  const period = periodOf(ctx, typed, unit.timeZone, fields);
  if (!Source.safeParse(typed.source).success)
    fields.source = "Use at most 40 of a-z, 0-9, and . _ - in between.";
  const raw = readRoster("text/csv", bytes);
  if ("unreadable" in raw) fields.roster = rowWords(ctx.content, raw.unreadable);
  if ("unreadable" in raw || !period || Object.keys(fields).length > 0)
    return { ok: false as const, fields, typed };
  const reason = typed.reason?.trim() || null;
  const place = { unitCode: unit.code, source: typed.source ?? "", kind: "uploaded" as const };
  const roster: RosterBody = { ...place, period, raw, reason };
  const isCommit = form.get("intent") === "commit";
  return {
    ok: true as const,
    roster,
    planHash: isCommit ? String(form.get("planHash") ?? "") : null,
    typed,
  };
}

function periodOf(
  ctx: Context,
  typed: Record<string, string>,
  zone: string,
  fields: Record<string, string>,
) {
  const [from, to] = [typed.from, typed.to].map((text) => readUnitTime(text ?? "", zone));
  if (from && !from.ok) fields.from = from.words;
  if (to && !to.ok) fields.to = to.words;
  if (!from?.ok || !to?.ok) return null;
  const days = ctx.content.staffing.coverageDaysMax.value;
  if (from.at >= to.at) fields.to = explain(ctx, { code: "window_empty" });
  else if (to.at - from.at > days * day)
    fields.to = explain(ctx, { code: "window_too_long", detail: { days } });
  return from.at < to.at ? interval(from.at, to.at) : null;
}

/** Bad rows as a person finds them: by line and column. */
export function rowViews({ content }: Context, rows: readonly RowError[]) {
  return rows.map((row) => ({
    line: row.row,
    field:
      row.field === "row" ? "the whole row" : (rowPointer("text/csv", row).split("/")[3] ?? ""),
    words: rowWords(content, row),
  }));
}

const changesShown = 200;
const kinds = { added: "Added", changed: "Changed", removed: "Removed", unchanged: "Unchanged" };

/** A plan as people read it. */
export function planView({ content }: Context, planned: Planned, { timeZone }: Unit) {
  const changes = planned.plan.changes.filter((each) => each.kind !== "unchanged");
  const view = (change: Change, i: number) => {
    const { shift, registration, role, presence, responseMinutes, assignment } = change.shift;
    const as = [
      say(content.copy, `shift_roles.${role}`),
      placeWords(content.copy, presence, responseMinutes),
      assignment,
    ];
    return {
      key: String(i),
      change: kinds[change.kind],
      who: registration,
      what: as.filter(Boolean).join(", "),
      when: `${plainTime(shift.start, timeZone)} to ${plainTime(shift.end, timeZone)}`,
    };
  };
  return {
    hash: planned.planHash,
    counts: planned.plan.counts,
    unmatched: planned.unmatched,
    reasonRequired: planned.plan.altersThePast,
    changes: changes.slice(0, changesShown).map(view),
    more: Math.max(0, changes.length - changesShown),
  };
}
