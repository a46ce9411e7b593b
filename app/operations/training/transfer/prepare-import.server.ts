import { v5 as uuidv5 } from "uuid";
import { z } from "zod";
import { readLogbook } from "#app/adapters/logbook-file/read-logbook.server.ts";
import { releaseOf } from "#app/domain/content.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { guessColumns } from "#app/domain/training/transfer/columns.ts";
import { type Filled, whatFills } from "#app/domain/training/transfer/fills.ts";
import {
  type ImportFrame,
  judgeRows,
  type RowOutcome,
} from "#app/domain/training/transfer/judge.ts";
import {
  columnsFor,
  dictionaryOf,
  ImportMapping,
  type ImportPerson,
  noMapping,
} from "#app/domain/training/transfer/mapping.ts";
import {
  provenOrder,
  type Questions,
  questionsOf,
} from "#app/domain/training/transfer/questions.ts";
import { Sheet } from "#app/domain/training/transfer/sheet.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import {
  addressesOf,
  type ImportSummary,
  importsOf,
  logMark,
  mappingOf,
} from "#db/store/training/imports.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask, type View } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedEvidence } from "../progress/remembered.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";

export const PlanImport = z.object({
  /** Made with the form: every case gets its id from it and its line. */
  importId: z.uuid(),
  sheet: Sheet,
  mapping: ImportMapping,
});
export type ImportBody = z.output<typeof PlanImport>;

export type ImportForm = {
  readonly fellowship: Fellowship;
  readonly imports: readonly ImportSummary[];
  readonly remembered: ImportMapping;
  /** Whom a word of the file can mean. */
  readonly supervisors: readonly NamedPerson[];
};

/** What the page for bringing in a past log needs before there is a file. */
export function prepareImport(ctx: Context): Promise<Result<ImportForm>> {
  return ask(ctx, "case.import", own(ctx), async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship) return refuse("no_such_fellowship");
    const { fellowId } = fellowship;
    const kept = ImportMapping.safeParse(await mappingOf(tx, fellowId));
    const supervisors = await holdersOf(tx, "assessor", fellowship, now);
    return allow({
      fellowship,
      imports: await importsOf(tx, fellowId),
      remembered: kept.success ? kept.data : noMapping,
      supervisors: supervisors.filter((each) => each.id !== fellowId),
    });
  });
}

/** The table in a file, or why there is none; nothing of it is kept. */
export function openLogbook(bytes: Uint8Array): Result<Sheet> {
  const read = readLogbook(bytes);
  if ("unreadable" in read) {
    const { code, detail } = read.unreadable;
    return refuse(code, { field: "file", ...detail });
  }
  return allow(read.sheet);
}

/** How a file is read at first: as the last one was where it can be, else as it looks. */
export function firstMapping(sheet: Sheet, remembered: ImportMapping): ImportMapping {
  const columns = columnsFor(remembered.columns, guessColumns(sheet.header), sheet);
  const dateOrder = provenOrder(sheet, columns.date) ?? remembered.dateOrder;
  return { ...remembered, columns, dateOrder };
}

export type ImportPlan = {
  readonly rows: readonly RowOutcome[];
  readonly questions: Questions;
  readonly fills: readonly Filled[];
  /** Accepted cases that lie before the fellowship. */
  readonly earlier: number;
  readonly planHash: string;
};

/** The dry run: what every row comes to, and what the import would fill. Nothing is changed. */
export function planImport(ctx: Context, body: ImportBody): Promise<Result<ImportPlan>> {
  return ask(ctx, "case.import", own(ctx), async (view) => {
    const planned = await judgeImport(ctx, view, body);
    if (!planned.ok) return planned;
    const { rows, questions, planHash, fellowship, accepted } = planned.value;
    const { evidence, rules } = await rememberedEvidence(ctx, view.tx, fellowship.fellowId);
    return allow({
      rows,
      questions,
      planHash,
      fills: whatFills(rules, evidence, accepted, view.now),
      earlier: accepted.filter((each) => each.performedAt < fellowship.during.start).length,
    });
  });
}

/**
 * Judges the rows against the log as it stands. `mark` says how it stood, so that committing can see
 * whether it still does.
 */
export async function judgeImport(ctx: Context, { tx, now }: View, body: ImportBody) {
  const fellowship = await currentFellowship(ctx, tx);
  if (!fellowship) return refuse("no_such_fellowship");
  const release = releaseOf(ctx.content, fellowship.release);
  const people = await peopleFor(tx, fellowship, now);
  const dictionary = dictionaryOf(release, ctx.content.logRoles, people);
  const { evidence } = await rememberedEvidence(ctx, tx, fellowship.fellowId);
  const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
  const frame: ImportFrame = {
    fellowId: fellowship.fellowId,
    during: fellowship.during,
    release,
    roles: ctx.content.logRoles,
    zone: fellowship.timeZone,
    now,
    precision: policy.datePrecision,
    log: evidence.cases,
    dictionary,
    idOf: (line) => uuidv5(String(line), body.importId),
  };
  const rows = judgeRows(body.sheet, onlyKnown(body.mapping, people), frame);
  const accepted = rows.flatMap((each) => (each.kind === "accepted" ? [each.entry] : []));
  const digest = sha256(canonical(accepted as never));
  const mark = await logMark(tx, fellowship.fellowId);
  const planHash = sha256(`${fellowship.id}\n${body.importId}\n${digest}\n${mark}`);
  const questions = questionsOf(body.sheet, body.mapping, dictionary);
  return allow({ fellowship, rows, accepted, digest, mark, planHash, questions });
}

/** Somebody who is no assessor here any longer is named by no word. */
function onlyKnown(mapping: ImportMapping, people: readonly ImportPerson[]): ImportMapping {
  const known = new Set(["skip", "nobody", ...people.map((each) => each.id)]);
  const supervisor = Object.fromEntries(
    Object.entries(mapping.words.supervisor).filter(([, id]) => known.has(id)),
  );
  return { ...mapping, words: { ...mapping.words, supervisor } };
}

async function peopleFor(tx: Transaction, fellowship: Fellowship, now: View["now"]) {
  const found = await holdersOf(tx, "assessor", fellowship, now);
  const assessors = found.filter((each) => each.id !== fellowship.fellowId);
  const ids = assessors.map((each) => each.id);
  const emails = await addressesOf(tx, ids);
  const registered = await registrationsOf(tx, ids, everything);
  return assessors.map(
    ({ id, name }): ImportPerson => ({
      id,
      name,
      email: emails.get(id) ?? null,
      registrations: registered
        .filter((each) => each.personId === id)
        .map((each) => each.registration),
    }),
  );
}

function own({ actor }: Context) {
  return actor.id === null ? {} : { personId: actor.id };
}
