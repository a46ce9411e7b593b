import { releaseOf } from "#app/domain/content.ts";
import type { Target } from "#app/domain/people/grant.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { releaseAt } from "#db/store/training/release-adoptions.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { programmesOf } from "../cohort/programmes.server.ts";

const beginners = ["programme_director", "administrator"] as const;

export type PreparedFellowship = {
  readonly programme: Programme;
  readonly release: { readonly version: string; readonly title: string };
  /** How long the programme plans for a fellowship. */
  readonly months: number;
  /** Who holds the role of fellow here and is in no fellowship of the programme, now or later. */
  readonly fellows: readonly NamedPerson[];
};

/**
 * What beginning a fellowship rests on.
 *
 * @param asked  A programme; without one, the first that the person who asks may begin one in.
 */
export function prepareFellowship(
  ctx: Context,
  asked: string | null,
): Promise<Result<PreparedFellowship>> {
  const target = (tx: Transaction) => askedProgramme(ctx, tx, asked);
  return ask<PreparedFellowship>(ctx, "fellowship.begin", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, beginners, now);
    const programme = programmes.find((each) => asked === null || each.id === asked);
    if (!programme) return refuse("no_such_programme");
    const { id: programmeId, organisationId } = programme;
    const cohort = await cohortOf(tx, programmeId);
    const taken = new Set(cohort.filter((f) => f.during.end > now).map((f) => f.fellowId));
    const holders = await holdersOf(tx, "fellow", { programmeId, organisationId }, now);
    const {
      version,
      title,
      programme: plan,
    } = releaseOf(ctx.content, await releaseAt(tx, programme, now));
    return allow({
      programme,
      release: { version, title },
      months: plan.durationMonths.value,
      fellows: holders.filter((each) => !taken.has(each.id)),
    });
  });
}

async function askedProgramme(
  ctx: Context,
  tx: Transaction,
  asked: string | null,
): Promise<Result<Target>> {
  const [first] = await programmesOf(tx, ctx.actor, beginners, ctx.now);
  const id = asked ?? first?.id;
  return id === undefined ? refuse("not_permitted") : scopeTarget(tx, "programme", id);
}
