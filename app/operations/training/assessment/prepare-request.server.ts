import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { entitlement } from "#app/domain/training/entitlement.ts";
import type { PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import type { Transaction } from "#db/client.server.ts";
import { casesOf, findCase, type LoggedCase } from "#db/store/training/cases.server.ts";
import type { Fellowship } from "#db/store/training/fellowships.server.ts";
import { requestsOf } from "#db/store/training/observations.server.ts";
import { policyOf } from "#db/store/training/policies.server.ts";
import { holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { assessorRecord } from "../progress/evidence.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";

const casesOffered = 20;

export type RequestForm = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly policy: PortfolioPolicy;
  /** Who may judge the chosen subject today; who was asked last stands first. */
  readonly assessors: readonly NamedPerson[];
  /** Other assessors, and whoever was asked before: their word is kept and shown, and counts if they may. */
  readonly others: readonly NamedPerson[];
  /** What the chosen case shows, and who supervised it; null without a case. */
  readonly shown: readonly string[] | null;
  readonly supervisorId: string | null;
  /** Recent cases that show the chosen subject. */
  readonly cases: readonly LoggedCase[];
};

/**
 * What the form for asking for an observation must know.
 *
 * @param subject  The one chosen, or null.
 * @param caseId  The own case that it is about, or null.
 */
export function prepareRequest(
  ctx: Context,
  subject: string | null,
  caseId: string | null = null,
): Promise<Result<RequestForm>> {
  const self = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId: self }, async ({ tx, now }) => {
    const fellowship = await currentFellowship(ctx, tx);
    if (!fellowship || self === undefined) return refuse("no_such_fellowship");
    const release = releaseOf(ctx.content, fellowship.release);
    const policy = await policyOf(tx, ctx.content, fellowship.programmeId, now);
    const about = caseId === null ? null : await findCase(tx, caseId);
    const own = about?.fellowId === self ? about : null;
    const activity = own && findActivity(release, own.activity);
    const found = {
      fellowship,
      release,
      policy,
      shown: activity ? [...activity.epas, ...activity.competencies] : null,
      supervisorId: own?.supervisorId ?? null,
    };
    if (subject === null) return allow({ ...found, assessors: [], others: [], cases: [] });
    const known = await knownAssessors(tx, fellowship, now);
    const may = new Set<string>();
    for (const { id } of known) {
      const record = await assessorRecord(ctx, tx, id);
      if (entitlement(release, record, subject, now)) may.add(id);
    }
    const showing = new Set(
      release.catalogue.activities
        .filter((each) => [...each.competencies, ...each.epas].includes(subject))
        .map((each) => each.code),
    );
    const cases = (await casesOf(tx, self)).filter((each) => showing.has(each.activity));
    const holders = await holdersOf(tx, "assessor", fellowship, now);
    const hold = new Set(holders.map((each) => each.id));
    const isOffered = (id: string) => may.has(id) && hold.has(id);
    return allow({
      ...found,
      assessors: known.filter((each) => isOffered(each.id)),
      others: known.filter((each) => !isOffered(each.id)),
      cases: cases.slice(0, casesOffered),
    });
  });
}

/** Everybody the fellow asked before, the last one first, then the programme's assessors by name. */
async function knownAssessors(
  tx: Transaction,
  fellowship: Fellowship,
  now: Context["now"],
): Promise<NamedPerson[]> {
  const asked = await requestsOf(tx, fellowship.fellowId);
  const before = asked.map(({ assessorId, assessorName }) => ({
    id: assessorId,
    name: assessorName,
  }));
  const holders = await holdersOf(tx, "assessor", fellowship, now);
  const all = new Map<string, NamedPerson>();
  for (const each of [...before, ...holders]) if (!all.has(each.id)) all.set(each.id, each);
  all.delete(fellowship.fellowId);
  return [...all.values()];
}
