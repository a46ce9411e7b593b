import { v5 as uuidv5 } from "uuid";
import { z } from "zod";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesOf, type LoggedCase } from "#db/store/training/cases.server.ts";
import { type Fellowship, targetOf } from "#db/store/training/fellowships.server.ts";
import { type IncomingCase, insertImported } from "#db/store/training/imports.server.ts";
import { holdersOf } from "#db/store/training/records.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { importOf } from "./show-import.server.ts";

export const AskConfirmation = z.object({
  /** Made with the form. */
  id: z.uuid(),
  importId: z.uuid(),
  supervisorId: z.uuid(),
  activity: z.string().max(64).optional(),
  /** "2024-04", on the programme's clock. */
  month: z
    .string()
    .regex(/^\d{4}-\d\d$/)
    .optional(),
});

/**
 * A fellow asks an assessor to confirm imported cases of an activity or a month that nobody has answered
 * yet. Each becomes a corrected case that names the assessor; the one it replaces stays on record.
 *
 * @returns How many the assessor now sees; sent again, none are left to change.
 */
export function askConfirmation(
  ctx: Context,
  input: z.output<typeof AskConfirmation>,
): Promise<Result<{ readonly cases: number }>> {
  const { importId, supervisorId } = input;
  const target = async (tx: Transaction) => {
    const found = await importOf(tx, importId);
    return found.ok ? allow(targetOf(found.value)) : found;
  };
  return act(ctx, "import.ask", target, async ({ tx, now, record }) => {
    const found = await importOf(tx, importId);
    if (!found.ok) return found;
    const { id: fellowshipId, fellowId } = found.value;
    const field = { field: "supervisorId" };
    if (supervisorId === fellowId) return refuse("supervisor_is_self", field);
    const assessors = await holdersOf(tx, "assessor", found.value, now);
    if (!assessors.some(({ id }) => id === supervisorId)) {
      return refuse("supervisor_not_assessor", field);
    }
    const all = await casesOf(tx, fellowId);
    const asked = all.filter((each) => isAsked(each, input, found.value));
    const open = asked.filter((each) => each.supervisorId !== supervisorId);
    if (asked.length === 0) return refuse("nothing_to_confirm");
    if (open.length === 0) return allow({ cases: 0 });
    const cases = open.map((each) => named(each, input));
    const changed = cases.map(({ id, supersedes }) => ({ id, supersedes: supersedes ?? null }));
    const entrySeq = await record({ import: importId, supervisor: supervisorId, cases: changed });
    await insertImported(tx, cases, { importId, fellowshipId, fellowId, entrySeq });
    return allow({ cases: cases.length });
  });
}

function isAsked(
  { importId, verification, activity, performedAt }: LoggedCase,
  input: z.output<typeof AskConfirmation>,
  { timeZone }: Fellowship,
): boolean {
  if (importId !== input.importId || verification) return false;
  if (input.activity !== undefined && activity !== input.activity) return false;
  return input.month === undefined || monthOf(performedAt, timeZone) === input.month;
}

/** The month on a zone's clock: "2024-04". */
export function monthOf(at: LoggedCase["performedAt"], zone: string): string {
  const { year, month } = localParts(at, zone);
  return `${year}-${String(month).padStart(2, "0")}`;
}

const correctionReason = "A supervisor was named after the import.";

function named(each: LoggedCase, { id, supervisorId }: z.output<typeof AskConfirmation>) {
  const { activity, role, setting, performedAt, datePrecision, atNight, onWeekend } = each;
  const { devices, access, contexts, simulated, scenario, hours, scaiStage } = each;
  const { complicationGrade, complications } = each;
  const entry: IncomingCase = {
    ...{ activity, role, setting, performedAt, datePrecision, atNight, onWeekend },
    ...{ devices, access, contexts, simulated, scenario, hours, scaiStage },
    ...{ complicationGrade, complications, supervisorId, correctionReason },
    id: uuidv5(each.id, id),
    supersedes: each.id,
  };
  return entry;
}
