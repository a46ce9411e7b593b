import { nameOfCode, releaseOf } from "#app/domain/content.ts";
import { competency } from "#app/domain/curriculum/release.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { casesAsked, pathwayClosesAt } from "#app/domain/signoff/pathway.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { listPersons } from "#db/store/people/persons.server.ts";
import { launchedAt, type Pathway, pathwaysOf } from "#db/store/signoff/pathways.server.ts";
import { reviewsOf } from "#db/store/signoff/reviews.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { programmesOf } from "../training/cohort/programmes.server.ts";
import { programmeTarget } from "./targets.server.ts";

export type ListedPathway = Pathway & {
  readonly credentialName: string;
  readonly programmeName: string;
  readonly timeZone: string;
  readonly reviewId: string | null;
};

export type PathwayProgramme = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly closesAt: Instant;
  readonly open: boolean;
};

/** Applications on the practice pathway in the programmes that the person who asks directs. */
export function listPathways(ctx: Context) {
  return ask<{ pathways: ListedPathway[]; programmes: PathwayProgramme[] }>(
    ctx,
    "reviews.list",
    {},
    async ({ tx, now }) => {
      const roles = ["programme_director", "committee_member"] as const;
      const own = await programmesOf(tx, ctx.actor, roles, now);
      const directed = await programmesOf(tx, ctx.actor, ["programme_director"], now);
      const ids = own.map((each) => each.id);
      const reviews = await reviewsOf(tx, ids);
      const programmes: PathwayProgramme[] = [];
      for (const { id, name, timeZone, release } of directed) {
        const launched = (await launchedAt(tx, id)) ?? now;
        const closesAt = pathwayClosesAt(releaseOf(ctx.content, release), launched);
        programmes.push({ id, name, timeZone, closesAt, open: now < closesAt });
      }
      const pathways = (await pathwaysOf(tx, ids)).map((each) => {
        const programme = own.find((one) => one.id === each.programmeId);
        return {
          ...each,
          credentialName: nameOfCode(ctx.content, each.credentialCode),
          programmeName: programme?.name ?? "",
          timeZone: programme?.timeZone ?? "UTC",
          reviewId: reviews.find((one) => one.pathwayId === each.id)?.id ?? null,
        };
      });
      return allow({ pathways, programmes });
    },
  );
}

/** What the form of an application for one credential asks, and whom it can be about. */
export function pathwayForm(ctx: Context, programmeId: string, credentialCode: string) {
  const target = (tx: Parameters<typeof programmeTarget>[0]) => programmeTarget(tx, programmeId);
  return ask(ctx, "pathway.apply", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, ["programme_director"], now);
    const programme = programmes.find((each) => each.id === programmeId);
    const release = ctx.content.releases.get(programme?.release ?? "");
    const definition = release?.credentials.find((each) => each.code === credentialCode);
    if (!programme || !release || !definition) return refuse("no_such_credential");
    const asked = release.requirements.practicePathway;
    return allow({
      programme: { id: programme.id, name: programme.name },
      credential: { code: definition.code, name: definition.name },
      years: asked.practiceYears.value,
      observations: asked.observations.value,
      assessors: asked.externalAssessors.value,
      competencies: definition.competencies.map((code) => ({
        code,
        name: competency(release, code).name,
        cases: casesAsked(release, code),
        level: competency(release, code).level.value,
      })),
      people: (await listPersons(tx))
        .filter((each) => each.id !== ctx.actor.id)
        .map(({ id, name }) => ({ id, name })),
    });
  });
}
