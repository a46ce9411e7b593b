import { allow, type Refusal, type Result } from "#app/domain/result.ts";
import type { RosterFile } from "#app/domain/roster/roster-file.ts";
import { type Interval, interval } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  type FileShifts,
  shiftsOfFile,
  shiftsWithin,
} from "#app/operations/roster/file-shifts.server.ts";
import { judgePlan } from "#app/operations/roster/judge-plan.server.ts";
import { askWords } from "#app/operations/roster/mapping/ask-words.server.ts";
import { mapWords } from "#app/operations/roster/mapping/map-words.server.ts";
import { openFile } from "#app/operations/roster/open-file.server.ts";
import { planShifts, type publishableUnit } from "#app/operations/roster/plan-shifts.server.ts";
import { publishShifts } from "#app/operations/roster/publish-roster.server.ts";
import { rowWords } from "#app/operations/roster/read-roster.server.ts";
import type { FormReply } from "./form-reply.server.ts";
import { explain, statusOf } from "./problem.server.ts";
import { type Carried, periodOf, type ReadUpload, sourceFault } from "./roster-upload.server.ts";
import { plainTime } from "./unit-time.server.ts";
import {
  type FileView,
  fileView,
  type PlanView,
  planView,
  type QuestionsView,
  questionsView,
  type RowViews,
  rowViews,
} from "./upload-view.server.ts";
import { readWords } from "./word-form.server.ts";

type Step = { readonly carried: Carried; readonly file: FileView; readonly source: string };
export type WordsStep = Step & { readonly kind: "words"; readonly questions: QuestionsView };
export type PlanStep = Step & {
  readonly kind: "plan";
  readonly from: string;
  readonly to: string;
  /** Shifts of the file that lie outside the time. */
  readonly outside: number;
  /** Null while the time cannot be read. */
  readonly plan: PlanView | null;
};
/** What the upload's form gets back: the next step, or what is wrong. */
export type UploadReply = FormReply & {
  readonly step: WordsStep | PlanStep | null;
  readonly rows: RowViews | null;
};
type Answer =
  | { readonly published: true }
  | { readonly reply: UploadReply; readonly status: number };
type Unit = Extract<Awaited<ReturnType<typeof publishableUnit>>, { ok: true }>["value"];

const nothing: UploadReply = { fields: {}, words: null, typed: {}, step: null, rows: null };

/** One step of an upload: reads what was sent, and says what comes next. */
export async function uploadStep(
  ctx: Context,
  unit: Unit,
  form: FormData,
  sent: ReadUpload,
): Promise<Answer> {
  const { typed, bytes } = sent;
  const wrong = (fields: Record<string, string>) => ({
    reply: { ...nothing, fields, typed },
    status: 422,
  });
  const source = typed.source ?? "";
  const fault = sourceFault(source);
  if (fault) return wrong({ source: fault });
  if (sent.isTooFull) return wrong({ file: explain(ctx, { code: "roster_file_too_full" }) });
  if (!bytes) {
    const code =
      sent.carried.body && sent.intent !== "read" ? "roster_file_lost" : "roster_file_missing";
    return wrong({ file: explain(ctx, { code }) });
  }
  const file = open(unit, ctx, bytes, sent);
  if ("unreadable" in file) return wrong({ file: rowWords(ctx.content, file.unreadable) });
  const step = { carried: sent.carried, file: fileView(ctx, file), source };
  if (sent.intent === "words") return afterWords(ctx, unit, form, sent, file, step);
  const found = await shiftsOfFile(ctx, unit, file);
  if (!found.ok) return refused(ctx, found.refusal, sent);
  const asked = await wordsStep(ctx, unit, found.value, step, {
    typed,
    asksNames: sent.intent === "read",
  });
  return asked ?? planStep(ctx, unit, sent, found.value, step);
}

/** So far ahead a calendar that repeats for ever is read, unless another time is asked for. */
const endlessDays = 60;
const endlessFaults: readonly string[] = ["rule_without_end", "too_many_occurrences"];

/** All of a file; of a calendar that repeats for ever the coming weeks, or the time that was typed. */
function open(unit: Unit, ctx: Context, bytes: Uint8Array, { carried, typed }: ReadUpload) {
  const { fileName, contentType } = carried;
  const how = { timeZone: unit.timeZone, fileName, contentType };
  const file = openFile(bytes, { ...how, period: null });
  const isEndless =
    !("unreadable" in file) && file.errors.some((each) => endlessFaults.includes(each.code));
  if (!isEndless) return file;
  const ahead = [0, endlessDays].map((days) => startOfLocalDay(ctx.now, unit.timeZone, days));
  const coming = interval(ahead[0] ?? ctx.now, ahead[1] ?? ctx.now);
  const { period } = periodOf(ctx, typed, unit.timeZone, coming);
  return openFile(bytes, { ...how, period: period ?? coming });
}

async function afterWords(
  ctx: Context,
  unit: Unit,
  form: FormData,
  sent: ReadUpload,
  file: RosterFile,
  step: Step,
): Promise<Answer> {
  const words = readWords(form, unit);
  const asked = { typed: sent.typed, asksNames: true };
  const isWrong = Object.keys(words.fields).length > 0;
  const taught = isWrong ? null : await mapWords(ctx, unit.code, words.facts);
  const found = await shiftsOfFile(ctx, unit, file);
  if (!found.ok) return refused(ctx, found.refusal, sent);
  if (isWrong || (taught && !taught.ok)) {
    const again = await wordsStep(ctx, unit, found.value, step, asked);
    const said = taught && !taught.ok ? explain(ctx, taught.refusal) : null;
    if (again && "reply" in again) {
      const reply = { ...again.reply, fields: words.fields, words: said, typed: words.typed };
      return { reply, status: 422 };
    }
  }
  const left = [...new Set([...step.carried.left, ...words.left])];
  const next = { ...step, carried: { ...step.carried, left } };
  const more = await wordsStep(ctx, unit, found.value, next, asked);
  return more ?? planStep(ctx, unit, sent, found.value, next);
}

/** The words that must be explained, or may be: null where none are left. */
async function wordsStep(
  ctx: Context,
  unit: Unit,
  { matched, errors }: FileShifts,
  step: Step,
  { typed, asksNames }: { readonly typed: ReadUpload["typed"]; readonly asksNames: boolean },
): Promise<Answer | null> {
  const bad = errors.filter((each) => each.code !== "assignment_not_mapped");
  if (bad.length > 0)
    return { reply: { ...nothing, ...stopped, typed, rows: rowViews(ctx, bad) }, status: 422 };
  const left = new Set(step.carried.left);
  const open = matched.unmatchedNames.filter((each) => !left.has(each.given));
  const isAsked = matched.unmappedAssignments.length > 0 || (asksNames && open.length > 0);
  if (!isAsked) return null;
  const questions = await askWords(ctx, unit.code, { ...matched, unmatchedNames: open });
  if (!questions.ok) return null;
  const words: WordsStep = {
    ...step,
    kind: "words",
    questions: questionsView(ctx, questions.value),
  };
  return { reply: { ...nothing, step: words }, status: 200 };
}

const stopped = { words: "Nothing was changed. The rows to put right are listed below." } as const;

async function planStep(
  ctx: Context,
  unit: Unit,
  sent: ReadUpload,
  file: FileShifts,
  step: Step,
): Promise<Answer> {
  const { typed } = sent;
  const { period, fields } = periodOf(ctx, typed, unit.timeZone, file.span);
  const texts = period ?? file.span;
  const base: PlanStep = {
    ...{ ...step, kind: "plan", outside: 0, plan: null },
    from: texts ? plainTime(texts.start, unit.timeZone) : (typed.from ?? ""),
    to: texts ? plainTime(texts.end, unit.timeZone) : (typed.to ?? ""),
  };
  if (!period) return { reply: { ...nothing, fields, typed, step: base }, status: 422 };
  const { shifts, outside } = shiftsWithin(file.shifts, period);
  const build = async () => allow({ period, shifts });
  const reason = typed.reason?.trim() || null;
  const how = { source: step.source, kind: "uploaded" as const, reason };
  const refusal =
    sent.intent === "commit" ? await commit(ctx, unit, how, build, sent.planHash) : null;
  if (sent.intent === "commit" && !refusal) return { published: true };
  const plan = await viewOf(ctx, unit, step.source, period, build);
  if (!plan.ok) return refused(ctx, plan.refusal, sent);
  const isReason = refusal?.code === "reason_required";
  const words = refusal ? explain(ctx, refusal) : null;
  const reply: UploadReply = {
    ...nothing,
    fields: isReason && words ? { reason: words } : {},
    words: isReason ? null : words,
    typed,
    step: { ...base, outside, plan: plan.value },
  };
  return { reply, status: refusal ? statusOf(refusal.code) : 200 };
}

type Build = Parameters<typeof publishShifts>[3];

/** @returns Why it was not published; null where it was. */
async function commit(
  ctx: Context,
  unit: Unit,
  how: Parameters<typeof publishShifts>[2],
  build: Build,
  planHash: string,
): Promise<Refusal | null> {
  const done = await publishShifts(ctx, unit, how, build, planHash);
  return done.ok ? null : done.refusal;
}

async function viewOf(
  ctx: Context,
  unit: Unit,
  source: string,
  period: Interval,
  build: Build,
): Promise<Result<PlanView | null>> {
  const plan = await planShifts(ctx, unit, source, build);
  if (!plan.ok) return plan;
  if ("rows" in plan.value) return allow(null);
  const judged = await judgePlan(ctx, unit.code, period, plan.value.plan);
  return judged.ok ? allow(planView(ctx, plan.value, judged.value)) : judged;
}

function refused(ctx: Context, refusal: Refusal, { typed }: ReadUpload): Answer {
  const reply = { ...nothing, words: explain(ctx, refusal), typed };
  return { reply, status: statusOf(refusal.code) };
}
