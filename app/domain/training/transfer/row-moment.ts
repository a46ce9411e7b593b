import type { Instant } from "../../time/interval.ts";
import { readLocal } from "../../time/wall-time.ts";
import type { DatePrecision } from "../portfolio-policy.ts";
import type { ImportField } from "./columns.ts";
import { type ReadDate, readDate, readTime } from "./dates.ts";
import type { Cells } from "./details.ts";
import type { ImportFrame } from "./judge.ts";
import type { ImportMapping } from "./mapping.ts";

export type Moment =
  | { kind: "at"; performedAt: Instant; precision: DatePrecision; date: string; time: string }
  | { kind: "wrong"; field: ImportField; code: string; given?: string };

/** Without a time of day the case counts as one by day: nothing shows that it was at night. */
const noon = "12:00";

/** When the case of a row was, on the programme's clock. */
export function momentIn(cells: Cells, mapping: ImportMapping, frame: ImportFrame): Moment {
  const text = cells("date").trim();
  if (text === "") return { kind: "wrong", field: "date", code: "cell_empty" };
  const read: ReadDate = readDate(text, mapping.dateOrder);
  if (read.kind === "ambiguous") {
    return { kind: "wrong", field: "date", code: "date_ambiguous", given: text };
  }
  if (read.kind === "unreadable") {
    return { kind: "wrong", field: "date", code: "date_unreadable", given: text };
  }
  const clock = cells("time").trim();
  const time = clock === "" ? read.time : readTime(clock);
  if (clock !== "" && time === null) {
    return { kind: "wrong", field: "time", code: "clock_unreadable", given: clock };
  }
  const found = readLocal(`${read.date}T${time ?? noon}`, frame.zone);
  if (!found || found.kind === "missing") {
    return { kind: "wrong", field: "time", code: "time_skipped" };
  }
  // The hour that the clock showed twice differs in nothing that a log keeps.
  const performedAt = found.kind === "exact" ? found.at : found.earlier;
  const precision = coarser(read, time, frame.precision);
  return { kind: "at", performedAt, precision, date: read.date, time: time ?? noon };
}

function coarser(read: ReadDate, time: string | null, kept: DatePrecision): DatePrecision {
  if (kept === "month" || (read.kind === "read" && read.monthOnly)) return "month";
  return time === null ? "day" : kept;
}
