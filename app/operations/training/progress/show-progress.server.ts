import { findCredential } from "#app/domain/curriculum/release.ts";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { type ContextProgress, contextProgress } from "#app/domain/training/context-targets.ts";
import { dossierOf } from "#app/domain/training/dossier.ts";
import {
  awaitsReview,
  type CaseEvidence,
  type EntrustmentEvidence,
  type Evidence,
} from "#app/domain/training/evidence.ts";
import {
  type CredentialProgress,
  progressIn,
  progressTowards,
} from "#app/domain/training/progress.ts";
import type { Transaction } from "#db/client.server.ts";
import { namesOf } from "#db/store/people/persons.server.ts";
import {
  type Fellowship,
  fellowshipsOf,
  findFellowship,
  targetOf,
} from "#db/store/training/fellowships.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { ask, asOf, type View } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { enoughIn } from "../assessment/enough-subjects.server.ts";
import { type Judgeable, judgeable } from "./evidence.server.ts";
import { type EvidenceItem, indexEvidence, peopleIn } from "./evidence-index.server.ts";
import { noteLook } from "./note-look.server.ts";
import { rememberedEvidence } from "./remembered.server.ts";

/** As the record has it now, unless asked about another instant or what was known by then. */
export type Asked = { readonly at?: Instant | null; readonly knownAt?: Instant | null };

export type ProgressView = {
  readonly fellowship: Fellowship;
  readonly at: Instant;
  readonly progress: readonly CredentialProgress[];
  /** Credentials that count for the person at the instant. */
  readonly held: readonly string[];
  readonly entrustments: readonly EntrustmentEvidence[];
  /** Codes of what has been observed so often that another observation would tell nothing new. */
  readonly enough: readonly string[];
  /** The programme's targets by context. */
  readonly contexts: readonly ContextProgress[];
  /** Cases of the fellowship whose high-grade complication awaits its review, oldest first. */
  readonly toReview: readonly CaseEvidence[];
};

/** The fellow's own progress, in the fellowship that they are in (or were in last). */
export function showOwnProgress(ctx: Context, asked: Asked = {}): Promise<Result<ProgressView>> {
  return openDossier(ctx, null, "progress", (view, found) => overview(ctx, view, found, asked));
}

/** A fellow's progress as those who oversee the programme see it. */
export function showFellow(
  ctx: Context,
  fellowshipId: string,
  asked: Asked = {},
): Promise<Result<ProgressView>> {
  return openDossier(ctx, fellowshipId, "progress", (view, found) =>
    overview(ctx, view, found, asked),
  );
}

export type CredentialView = {
  readonly fellowship: Fellowship;
  readonly progress: CredentialProgress;
  /** What was counted for what is asked of the holder beside competencies and activities. */
  readonly items: readonly EvidenceItem[];
};

/**
 * One credential with all its lines.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export function showTowards(
  ctx: Context,
  fellowshipId: string | null,
  credential: string,
  asked: Asked = {},
): Promise<Result<CredentialView>> {
  return openDossier(ctx, fellowshipId, credential, async (view, fellowship) => {
    const judged = await judgedAs(ctx, view, fellowship.fellowId, asked);
    if (!judged.ok) return judged;
    const { evidence, rules, at } = judged.value;
    if (!findCredential(rules.release, credential)) return refuse("no_such_credential");
    const progress = progressTowards(rules, credential, evidence, at);
    const wanted = new Set(progress.lines.flatMap((each) => each.evidence));
    const names = await namesOf(view.tx, peopleIn(evidence, wanted));
    const index = indexEvidence(ctx.content, rules.release, evidence, names, wanted);
    return allow({ fellowship, progress, items: [...index.values()] });
  });
}

/** Evidence with the instant it is judged at: from memory where it is asked about now. */
export async function judgedAs(
  ctx: Context,
  view: View,
  personId: string,
  asked: Asked = {},
): Promise<Result<Judgeable & { readonly at: Instant }>> {
  if (!asked.at && !asked.knownAt) {
    return allow({ ...(await rememberedEvidence(ctx, view.tx, personId)), at: view.now });
  }
  const moment = await asOf(view, asked);
  if (!moment.ok) return moment;
  const { at, knownThrough } = moment.value;
  return allow({ ...(await judgeable(ctx, view.tx, personId, knownThrough)), at });
}

/**
 * Reads in one fellow's record: the asker's own (null), or a fellow's as those who oversee the programme
 * see it. Who looked into somebody else's is noted before it is shown.
 *
 * @param what  Was looked at, for the log of accesses: "progress", "CIC-HEM-01".
 */
export async function openDossier<T>(
  ctx: Context,
  fellowshipId: string | null,
  what: string,
  work: (view: View, fellowship: Fellowship) => Promise<Result<T>>,
): Promise<Result<T>> {
  let found: Fellowship | null = null;
  const target = async (tx: Transaction): Promise<Result<Target>> => {
    found =
      fellowshipId === null
        ? await currentFellowship(ctx, tx)
        : await findFellowship(tx, fellowshipId);
    if (found) return allow(targetOf(found));
    return fellowshipId === null ? allow(self(ctx)) : refuse("no_such_fellowship");
  };
  const shown = await ask(ctx, "training.read", target, async (view) =>
    found ? work(view, found) : refuse("no_such_fellowship"),
  );
  const seen = found as Fellowship | null;
  if (!shown.ok || !seen || seen.fellowId === ctx.actor.id) return shown;
  const noted = await noteLook(ctx, seen, what);
  return noted.ok ? shown : noted;
}

function self({ actor }: Context): Target {
  return actor.id === null ? {} : { personId: actor.id };
}

/** The fellowship the asker is in now, else the last one they were in. */
export async function currentFellowship(
  { actor, now }: Context,
  tx: Transaction,
): Promise<Fellowship | null> {
  if (actor.kind !== "person") return null;
  const all = await fellowshipsOf(tx, actor.id);
  return all.findLast(({ during }) => holds(during, now)) ?? all.at(-1) ?? null;
}

async function overview(
  ctx: Context,
  view: View,
  fellowship: Fellowship,
  asked: Asked,
): Promise<Result<ProgressView>> {
  const judged = await judgedAs(ctx, view, fellowship.fellowId, asked);
  if (!judged.ok) return judged;
  const { evidence, rules, at } = judged.value;
  const { content } = ctx;
  const dossier = dossierOf(rules, evidence, at);
  const { contextTargets } = await policyOf(view.tx, content, fellowship.programmeId, at);
  return allow({
    fellowship,
    at,
    progress: progressIn(dossier),
    enough: enoughIn(content, dossier),
    contexts: contextProgress(dossier, contextTargets),
    held: heldAt(evidence, at),
    entrustments: evidence.entrustments.filter(({ during }) => holds(during, at)),
    toReview: evidence.cases
      .filter((each) => awaitsReview(each) && holds(fellowship.during, each.performedAt))
      .sort((a, b) => a.performedAt - b.performedAt || (a.id < b.id ? -1 : 1)),
  });
}

/** Codes of the credentials that count at an instant. */
export function heldAt({ credentials }: Evidence, at: Instant): string[] {
  return credentials
    .filter((each) => each.counts.some((during) => holds(during, at)))
    .map((each) => each.code);
}
