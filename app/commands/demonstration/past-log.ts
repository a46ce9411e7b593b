import type { Instant } from "#app/domain/time/instant.ts";
import { askConfirmation } from "#app/operations/training/transfer/ask-confirmation.server.ts";
import { importCases } from "#app/operations/training/transfer/import-cases.server.ts";
import {
  firstMapping,
  openLogbook,
  planImport,
  prepareImport,
} from "#app/operations/training/transfer/prepare-import.server.ts";
import { showImported } from "#app/operations/training/transfer/show-import.server.ts";
import { verifyImported } from "#app/operations/training/transfer/verify-imported.server.ts";
import { ago, dateOf } from "./calendar.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

/** Came from another hospital, with a log of its own. */
const fellow = "nwosu";
const importId = idOf("past log nwosu");
const months = 14;

/** What the file holds, and whom she then asked about it: one answered, one not yet, one was not asked. */
const past = [
  { activity: "pa-catheter-insertion", count: 7, asked: "assessor2", answered: true },
  { activity: "arterial-access", count: 9, asked: "assessor", answered: false },
  { activity: "tte-complete", count: 12, asked: null, answered: false },
] as const;

/** A past log comes in as it was exported elsewhere; some of it is confirmed, some is not. */
export function pastLogStory(anchor: Instant): Scene[] {
  const at = (days: number, clock: string) => ago(anchor, { months, days: -days, at: clock });
  const asking = past.flatMap(({ activity, asked }, nth) =>
    asked ? [{ at: at(8 + nth, "17:20"), play: asks(activity, asked) }] : [],
  );
  const answering = past.flatMap(({ asked, answered }) =>
    answered ? [{ at: at(13, "08:30"), play: answers(asked) }] : [],
  );
  return [{ at: at(1, "19:45"), play: bringsIn(anchor) }, ...asking, ...answering];
}

function fileOf(anchor: Instant): string {
  const rows = past.flatMap(({ activity, count }, run) =>
    Array.from({ length: count }, (_, at) => {
      const on = dateOf(ago(anchor, { months: months + 2, days: 17 * at + 3 * run }));
      return `${on},${10 + ((at + run) % 8)}:15,${activity},supervised primary,cicu`;
    }),
  );
  return ["Date,Time,Procedure,Role,Location", ...rows, ""].join("\n");
}

function bringsIn(anchor: Instant): Scene["play"] {
  return async (stage) => {
    const ctx = await stage.as(fellow);
    const sheet = await done("reading", opened(fileOf(anchor)));
    const { remembered } = await done("the form", prepareImport(ctx));
    const body = { importId, sheet, mapping: firstMapping(sheet, remembered) };
    const { planHash } = await done("the dry run", planImport(ctx, body));
    await done("the import", importCases(ctx, { ...body, planHash }));
  };
}

async function opened(text: string) {
  return openLogbook(new TextEncoder().encode(text));
}

function asks(activity: string, of: string): Scene["play"] {
  return async (stage) => {
    const wish = { id: idOf(`asking ${of} about ${activity}`), importId, activity };
    const named = { ...wish, supervisorId: personIdOf(of) };
    await done(`asking ${of}`, askConfirmation(await stage.as(fellow), named));
  };
}

/** All of them were so but the last. */
function answers(by: string) {
  return async (stage: Stage) => {
    const ctx = await stage.as(by);
    const batches = await done("the batch", showImported(ctx));
    const own = batches.find((each) => each.fellowship.id === fellowshipIdOf(fellow));
    const shown = own?.cases.map((each) => each.id) ?? [];
    const reason = "I was on leave that week. Please name who was there.";
    const word = { fellowshipId: fellowshipIdOf(fellow), shown, declined: shown.slice(-1), reason };
    await done(`${by} confirming`, verifyImported(ctx, word));
  };
}
