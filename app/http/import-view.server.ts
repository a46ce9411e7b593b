import { importLabels } from "#app/domain/training/transfer/columns.ts";
import type { RowOutcome } from "#app/domain/training/transfer/judge.ts";
import type { ImportMapping } from "#app/domain/training/transfer/mapping.ts";
import type { Sheet } from "#app/domain/training/transfer/sheet.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { ImportPlan } from "#app/operations/training/transfer/prepare-import.server.ts";
import { explain } from "./problem.server.ts";

/** Rows of one kind that are listed; the others are counted. */
const rowsShown = 100;

type Of<K extends RowOutcome["kind"]> = Extract<RowOutcome, { kind: K }>;

/** A plan as people read it. */
export function importView(ctx: Context, sheet: Sheet, mapping: ImportMapping, plan: ImportPlan) {
  const of = <K extends RowOutcome["kind"]>(kind: K) =>
    plan.rows.filter((each): each is Of<K> => each.kind === kind);
  const refused = of("refused");
  const duplicates = of("duplicate");
  const accepted = of("accepted");
  return {
    counts: {
      accepted: accepted.length,
      inLog: duplicates.filter((each) => each.of === null).length,
      inFile: duplicates.filter((each) => each.of !== null).length,
      skipped: of("skipped").length,
      refused: refused.length,
      earlier: plan.earlier,
      open: accepted.filter((each) => each.entry.supervisorId === null).length,
    },
    refused: refused.slice(0, rowsShown).map(({ line, field, refusal }) => ({
      line,
      column: field === "row" ? "the whole row" : (mapping.columns[field] ?? importLabels[field]),
      words: explain(ctx, refusal),
    })),
    more: Math.max(0, refused.length - rowsShown),
    repeats: duplicates.slice(0, rowsShown).map(({ line, of: other }) => ({ line, of: other })),
    leftOut: leftOutOf(accepted),
    fills: plan.fills,
    questions: plan.questions,
    planHash: plan.planHash,
    read: {
      rows: sheet.rows.length + sheet.misshapen.length,
      encoding: sheet.encoding,
      delimiter: sheet.delimiter,
      ignored: sheet.ignored,
      header: sheet.header,
    },
  };
}
export type ImportPlanView = ReturnType<typeof importView>;

/** Each word once, with how many rows lose it. */
function leftOutOf(accepted: readonly Of<"accepted">[]) {
  const counts = new Map<string, { field: string; word: string; rows: number }>();
  for (const { field, word } of accepted.flatMap((each) => each.leftOut)) {
    const key = `${field}\n${word}`;
    const found = counts.get(key);
    if (found) found.rows += 1;
    else counts.set(key, { field: importLabels[field], word, rows: 1 });
  }
  return [...counts.values()].sort((a, b) => b.rows - a.rows).slice(0, rowsShown);
}
