import { findCredential } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { EntrustmentEvidence } from "#app/domain/training/evidence.ts";
import {
  type CredentialProgress,
  progressTowards,
  progressTowardsAll,
} from "#app/domain/training/progress.ts";
import type { Transaction } from "#db/client.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import { casesToReview, type LoggedCase } from "#db/store/training/cases.server.ts";
import {
  type Fellowship,
  fellowshipsOf,
  fellowshipTarget,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import { observationsOf } from "#db/store/training/observations.server.ts";
import { ask, asOf, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { judgeable } from "./evidence.server.ts";
import { type EvidenceItem, indexEvidence, peopleIn } from "./evidence-index.server.ts";

/** As the record has it now, unless asked about another instant or what was known by then. */
export type Asked = { readonly at?: Instant | null; readonly knownAt?: Instant | null };

export type ProgressView = {
  readonly fellowship: Fellowship;
  readonly at: Instant;
  readonly progress: readonly CredentialProgress[];
  /** Credentials that count for the person at the instant. */
  readonly held: readonly string[];
  readonly entrustments: readonly EntrustmentEvidence[];
  readonly toReview: readonly LoggedCase[];
};

/** The fellow's own progress, in the fellowship that they are in (or were in last). */
export function showOwnProgress(ctx: Context, asked: Asked = {}): Promise<Result<ProgressView>> {
  return ask(ctx, "training.read", own(ctx), async (view) => {
    const found = await currentFellowship(ctx, view.tx);
    return found ? overview(ctx, view, found, asked) : refuse("no_such_fellowship");
  });
}

/** A fellow's progress as those who oversee the programme see it. */
export function showFellow(
  ctx: Context,
  fellowshipId: string,
  asked: Asked = {},
): Promise<Result<ProgressView>> {
  const target = (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return ask(ctx, "training.read", target, async (view) => {
    const found = await findFellowship(view.tx, fellowshipId);
    return found ? overview(ctx, view, found, asked) : refuse("no_such_fellowship");
  });
}

export type CredentialView = {
  readonly fellowship: Fellowship;
  readonly progress: CredentialProgress;
  /** What was counted; observations with what was said, unless it was erased. */
  readonly items: readonly (EvidenceItem & { readonly feedback: string | null })[];
};

/**
 * One credential with all its lines and the evidence under them.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showTowards(
  ctx: Context,
  fellowshipId: string | null,
  credential: string,
  asked: Asked = {},
): Promise<Result<CredentialView>> {
  const target =
    fellowshipId === null ? own(ctx) : (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  return ask(ctx, "training.read", target, async (view) => {
    const fellowship =
      fellowshipId === null
        ? await currentFellowship(ctx, view.tx)
        : await findFellowship(view.tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const moment = await asOf(view, asked);
    if (!moment.ok) return moment;
    const { at, knownThrough } = moment.value;
    const { evidence, rules } = await judgeable(ctx, view.tx, fellowship.fellowId, knownThrough);
    if (!findCredential(rules.release, credential)) return refuse("no_such_credential");
    const progress = progressTowards(rules, credential, evidence, at);
    const names = await namesOf(view.tx, peopleIn(evidence));
    const index = indexEvidence(ctx.content, rules.release, evidence, names);
    const said = await feedbackOn(view.tx, fellowship.fellowId, knownThrough);
    const items = progress.evidence.flatMap((id) => {
      const item = index.get(id);
      return item ? [{ ...item, feedback: said.get(id) ?? null }] : [];
    });
    return allow({ fellowship, progress, items });
  });
}

/** The fellowship the asker is in now, else the last one they were in. */
export async function currentFellowship(
  { actor, now }: Context,
  tx: Transaction,
): Promise<Fellowship | null> {
  if (actor.kind !== "person") return null;
  const all = await fellowshipsOf(tx, actor.id);
  return (
    all.findLast((each) => each.during.start <= now && now < each.during.end) ?? all.at(-1) ?? null
  );
}

function own({ actor }: Context) {
  return actor.id === null ? {} : { personId: actor.id };
}

async function overview(
  ctx: Context,
  view: View,
  fellowship: Fellowship,
  asked: Asked,
): Promise<Result<ProgressView>> {
  const moment = await asOf(view, asked);
  if (!moment.ok) return moment;
  const { at, knownThrough } = moment.value;
  const { evidence, rules } = await judgeable(ctx, view.tx, fellowship.fellowId, knownThrough);
  return allow({
    fellowship,
    at,
    progress: progressTowardsAll(rules, evidence, at),
    held: evidence.credentials
      .filter((each) => each.counts.some(({ start, end }) => start <= at && at < end))
      .map((each) => each.code),
    entrustments: evidence.entrustments.filter(
      ({ during }) => during.start <= at && at < during.end,
    ),
    toReview: await casesToReview(view.tx, fellowship.id, knownThrough),
  });
}

async function feedbackOn(tx: Transaction, fellowId: string, knownThrough: number) {
  const observed = await observationsOf(tx, fellowId, knownThrough);
  return new Map(observed.map((each) => [each.id, each.feedback]));
}
