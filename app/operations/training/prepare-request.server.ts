import { releaseOf } from "#app/domain/content.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import { casesOf, type LoggedCase } from "#db/store/training/cases.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { assessorRecord } from "./evidence.server.ts";
import { currentFellowship } from "./show-progress.server.ts";

const casesOffered = 20;

export type RequestForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  /** Who may judge the chosen subject today. */
  readonly assessors: readonly NamedPerson[];
  /** Recent cases that show the chosen subject. */
  readonly cases: readonly LoggedCase[];
};

/** What the form for asking for an observation must know. @param subject  The one chosen, or null. */
export function prepareRequest(ctx: Context, subject: string | null): Promise<Result<RequestForm>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const release = releaseOf(ctx.content, fellowship.release);
    if (subject === null) return allow({ fellowship, release, assessors: [], cases: [] });
    const assessors: NamedPerson[] = [];
    for (const each of await holdersOf(tx, "assessor", fellowship, now)) {
      if (each.id === self) continue;
      const record = await assessorRecord(ctx, tx, each.id);
      if (entitlement(release, record, subject, now)) assessors.push(each);
    }
    const showing = new Set(
      release.catalogue.activities
        .filter((each) => [...each.competencies, ...each.epas].includes(subject))
        .map((each) => each.code),
    );
    const cases = (await casesOf(tx, self)).filter((each) => showing.has(each.activity));
    return allow({ fellowship, release, assessors, cases: cases.slice(0, casesOffered) });
  });
}
