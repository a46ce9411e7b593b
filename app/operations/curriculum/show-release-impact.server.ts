import { type Content, releaseOf } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { rulesOf } from "#app/domain/training/evidence.ts";
import { type ReleaseImpact, releaseImpact } from "#app/domain/training/transfer/release-impact.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  findProgramme,
  listProgrammes,
  type Programme,
  scopeTarget,
} from "#db/store/people/places.server.ts";
import { evidenceHeads } from "#db/store/training/evidence-heads.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import {
  type Adoption,
  adoptionsOf,
  releaseAt,
} from "#db/store/training/release-adoptions.server.ts";
import { ask, type View } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { passingEvidence } from "../training/progress/remembered.server.ts";

export type TouchedFellow = { readonly fellowship: Fellowship; readonly impact: ReleaseImpact };
export type ProgrammeImpact = {
  readonly programme: Programme;
  /** What somebody who began today would start on. */
  readonly today: string;
  readonly adoptions: readonly Adoption[];
  /** Fellows of today who are on another release, whether or not anything would change for them. */
  readonly fellows: readonly TouchedFellow[];
};

/** Whom another release would touch in one programme, were its fellows moved to it. */
export function showReleaseImpact(
  ctx: Context,
  programmeId: string,
  release: string,
): Promise<Result<ProgrammeImpact>> {
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return ask(ctx, "release.impact", target, async (view) => {
    const programme = await findProgramme(view.tx, programmeId);
    if (!programme) return refuse("no_such_programme");
    if (!ctx.content.releases.has(release)) return refuse("no_such_release");
    return allow(await impactIn(ctx, view, programme, release));
  });
}

/** The same for every programme, for whoever keeps the content. */
export function impactEverywhere(
  ctx: Context,
  release: string,
): Promise<Result<readonly ProgrammeImpact[]>> {
  return ask(ctx, "release.impact", {}, async (view) => {
    const found: ProgrammeImpact[] = [];
    for (const programme of await listProgrammes(view.tx)) {
      found.push(await impactIn(ctx, view, programme, release));
    }
    return allow(found);
  });
}

async function impactIn(
  ctx: Context,
  { tx, now }: View,
  programme: Programme,
  release: string,
): Promise<ProgrammeImpact> {
  const cohort = await cohortOf(tx, programme.id);
  const here = cohort.filter((each) => each.during.end > now && each.release !== release);
  const fellows: TouchedFellow[] = [];
  const heads = await evidenceHeads(
    tx,
    here.map((each) => each.fellowId),
  );
  for (const fellowship of here) {
    const head = heads.of.get(fellowship.fellowId);
    const { evidence } = await passingEvidence(ctx, tx, fellowship.fellowId, head);
    const before = rulesOf(ctx.content, fellowship.release);
    const after = rulesOf(ctx.content, release);
    fellows.push({ fellowship, impact: releaseImpact(before, after, evidence, now) });
  }
  return {
    programme,
    today: await releaseAt(tx, programme, now),
    adoptions: await adoptionsOf(tx, programme.id),
    fellows,
  };
}

/** The same in plain lines, for a terminal. */
export async function impactLines(ctx: Context, release: string): Promise<readonly string[]> {
  const found = await impactEverywhere(ctx, release);
  if (!found.ok) return [say(ctx.content.copy, `refusals.${found.refusal.code}`)];
  return found.value.flatMap(({ programme, fellows }) => [
    `${programme.name}: ${fellows.length} on another release.`,
    ...fellows.map(({ fellowship, impact }) => {
      const { opened, closed } = impact;
      const missing = opened.map((each) => `${each.in} ${each.line.id}`).join(", ") || "nothing";
      return `  ${fellowship.fellowName}: ${opened.length} would be missing (${missing}), ${closed.length} no longer.`;
    }),
  ]);
}

/** Releases but the one named, the latest first. */
export function otherReleases(content: Content, than: string) {
  return [...content.releases.keys()]
    .filter((version) => version !== than)
    .sort()
    .reverse()
    .map((version) => releaseOf(content, version));
}
