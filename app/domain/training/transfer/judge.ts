import { findActivity } from "../../curriculum/release.ts";
import type { LogRoles, Release } from "../../curriculum/schema.ts";
import type { Refused } from "../../result.ts";
import { day, later } from "../../time/instant.ts";
import { type Instant, type Interval, interval } from "../../time/interval.ts";
import { localParts } from "../../time/wall-time.ts";
import { type AcceptedCase, acceptCase } from "../case/case.ts";
import type { DatePrecision } from "../portfolio-policy.ts";
import type { ImportField } from "./columns.ts";
import { type Cells, catalogueWords, type LeftOut, readDetails } from "./details.ts";
import { type Occurrence, type Occurrences, occurrences } from "./duplicates.ts";
import type { Dictionary, ImportMapping } from "./mapping.ts";
import { momentIn } from "./row-moment.ts";
import { wordsOf } from "./row-words.ts";
import type { Sheet } from "./sheet.ts";

/** What a row of the file comes to. */
export type RowOutcome =
  | {
      readonly kind: "accepted";
      readonly line: number;
      readonly entry: AcceptedCase;
      readonly occurrence: Occurrence;
      readonly leftOut: readonly LeftOut[];
    }
  /** `of`: the line that it repeats, or null for a case that is in the log already. */
  | { readonly kind: "duplicate"; readonly line: number; readonly of: number | null }
  | { readonly kind: "skipped"; readonly line: number }
  | {
      readonly kind: "refused";
      readonly line: number;
      readonly field: ImportField | "row";
      readonly refusal: Refused["refusal"];
    };

/** A case that is in the log already. */
export type KnownCase = Pick<AcceptedCase, "activity" | "role" | "performedAt" | "datePrecision">;

export type ImportFrame = {
  readonly fellowId: string;
  /** Of the fellowship: a past log may lie before it, never after it. */
  readonly during: Interval;
  readonly release: Release;
  readonly roles: LogRoles;
  readonly zone: string;
  readonly now: Instant;
  readonly precision: DatePrecision;
  readonly log: readonly KnownCase[];
  readonly dictionary: Dictionary;
  /** The id that the case of a line gets. */
  readonly idOf: (line: number) => string;
};

/** Nobody's log reaches further back; an earlier date is a slip of the pen. */
const yearsBack = 40;

/**
 * Judges every row of a past log, in the order of the file, as one that is logged would be, but that it may
 * lie before the fellowship. Nothing is guessed: an unclear date, an unknown word and a formula are refused
 * with their column.
 */
export function judgeRows(sheet: Sheet, mapping: ImportMapping, frame: ImportFrame): RowOutcome[] {
  const known = occurrences<true>();
  for (const each of frame.log) known.add(occurrenceOf(each, frame.zone), true);
  const inFile = occurrences<number>();
  const judge = judgeFor(sheet, mapping, frame);
  const judged = sheet.rows.map(({ line, cells }) => {
    const outcome = judge(line, cells);
    if (outcome.kind !== "accepted") return outcome;
    return repeated(outcome, mapping, { known, inFile });
  });
  const misshapen = sheet.misshapen.map(({ line, got }): RowOutcome => {
    const refusal = { code: "row_of_other_width", detail: { got, want: sheet.header.length } };
    return { kind: "refused", line, field: "row", refusal };
  });
  return [...judged, ...misshapen].sort((a, b) => a.line - b.line);
}

type Accepted = Extract<RowOutcome, { kind: "accepted" }>;
type Seen = { readonly known: Occurrences<true>; readonly inFile: Occurrences<number> };

function repeated(row: Accepted, { alike }: ImportMapping, { known, inFile }: Seen): RowOutcome {
  const { occurrence } = row;
  const of = alike === "repeats" ? inFile.find(occurrence) : null;
  if (of !== null) return { kind: "duplicate", line: row.line, of };
  inFile.add(occurrence, row.line);
  return known.take(occurrence) ? { kind: "duplicate", line: row.line, of: null } : row;
}

function occurrenceOf(entry: KnownCase, zone: string): Occurrence {
  const { year, month, day, hour, minute } = localParts(entry.performedAt, zone);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    activity: entry.activity,
    role: entry.role,
    date: `${year}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}`,
    precision: entry.datePrecision,
  };
}

function judgeFor(sheet: Sheet, mapping: ImportMapping, frame: ImportFrame) {
  const at = new Map(sheet.header.map((column, i) => [column, i]));
  const words = catalogueWords(frame.release);
  const { release, fellowId, zone, now } = frame;
  const during = interval(later(now, -yearsBack * 365 * day), frame.during.end);
  return (line: number, row: readonly string[]): RowOutcome => {
    const refused = (field: ImportField, code: string, given?: string): RowOutcome => {
      const refusal = given === undefined ? { code } : { code, detail: { given } };
      return { kind: "refused", line, field, refusal };
    };
    const formula = formulaIn(mapping, at, row);
    if (formula) return refused(formula, "formula_cell");
    const cells: Cells = (field) => bare(row[at.get(mapping.columns[field] ?? "") ?? -1] ?? "");
    const meant = wordsOf(cells, mapping, frame);
    if (meant.kind === "skip") return { kind: "skipped", line };
    if (meant.kind === "unknown") return refused(meant.field, meant.code, meant.word);
    const activity = findActivity(release, meant.activity);
    if (!activity) return refused("activity", "unknown_activity", meant.activity);
    const when = momentIn(cells, mapping, frame);
    if (when.kind === "wrong") return refused(when.field, when.code, when.given);
    const details = readDetails(cells, activity, words);
    if (!details) return refused("hours", "hours_out_of_range");
    const { leftOut, ...said } = details;
    const { performedAt, precision } = when;
    const { kind: _, ...who } = meant;
    const given = { id: frame.idOf(line), performedAt, ...who, ...said };
    const judged = acceptCase(given, { fellowId, during, release, zone, now, precision });
    if (judged.ok) {
      const { date, time } = when;
      const { activity: code, role } = who;
      const occurrence = { activity: code, role, date, time, precision };
      return { kind: "accepted", line, entry: judged.value, occurrence, leftOut };
    }
    const { field, ...detail } = judged.refusal.detail ?? {};
    const refusal = { code: judged.refusal.code, detail };
    return { kind: "refused", line, field: fieldOf(field), refusal };
  };
}

/** What the rule for a case calls its fields, by the columns they came from. */
function fieldOf(field: string | number | undefined): ImportField | "row" {
  if (field === "when") return "date";
  if (field === "supervisorId") return "supervisor";
  return (field as ImportField | undefined) ?? "row";
}

const runs = /^(?:[=@\t\r]|[+-](?![\d.,\s]|$))/;

function formulaIn(
  { columns }: ImportMapping,
  at: ReadonlyMap<string, number>,
  row: readonly string[],
): ImportField | null {
  for (const [field, column] of Object.entries(columns) as [ImportField, string][]) {
    if (runs.test(row[at.get(column) ?? -1] ?? "")) return field;
  }
  return null;
}

/** Without the quote that an export puts before what a spreadsheet would run. */
function bare(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
