import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Transaction } from "#db/client.server.ts";
import { type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import { cohortOf, type Fellowship } from "#db/store/training/fellowships.server.ts";
import type { NamedAppointment } from "#db/store/training/records.server.ts";
import { appointmentsIn, holdersOf, type NamedPerson } from "#db/store/training/records.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { type Standing, standingsOf } from "./cohort-standings.server.ts";
import { programmesOf } from "./programmes.server.ts";

const overseers = ["programme_director", "committee_member", "auditor"] as const;

/** The programmes that the asker oversees. */
export function listOwnProgrammes(ctx: Context): Promise<Result<Programme[]>> {
  return ask(ctx, "cohort.list", {}, async ({ tx, now }) =>
    allow(await programmesOf(tx, ctx.actor, overseers, now)),
  );
}

export type CohortRow = {
  readonly fellowship: Fellowship;
  /** Null: their log is still being read. */
  readonly standing: Standing | null;
};
export type Cohort = { readonly programme: Programme; readonly rows: readonly CohortRow[] };

/** Every fellow of a programme beside every credential, as the record has it now. */
export function showCohort(ctx: Context, programmeId: string): Promise<Result<Cohort>> {
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return ask(ctx, "cohort.read", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, overseers, now);
    const programme = programmes.find((each) => each.id === programmeId);
    if (!programme) return refuse("no_such_programme");
    const cohort = await cohortOf(tx, programmeId);
    const fellows = cohort.map((each) => each.fellowId);
    const standings = await standingsOf(ctx, tx, fellows, now);
    const rows = cohort.map((fellowship) => ({
      fellowship,
      standing: standings.get(fellowship.fellowId) ?? null,
    }));
    return allow({ programme, rows });
  });
}

export type FoundingAssessors = {
  readonly programme: Programme;
  readonly appointments: readonly NamedAppointment[];
  readonly assessors: readonly NamedPerson[];
  /** Who may sign second. */
  readonly seconders: readonly NamedPerson[];
};

/** Who may assess before anyone can hold the credential for it, and who could appoint. */
export function showFoundingAssessors(
  ctx: Context,
  programmeId: string,
): Promise<Result<FoundingAssessors>> {
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return ask(ctx, "cohort.read", target, async ({ tx, now }) => {
    const programmes = await programmesOf(tx, ctx.actor, overseers, now);
    const programme = programmes.find((each) => each.id === programmeId);
    if (!programme) return refuse("no_such_programme");
    const place = { programmeId, organisationId: programme.organisationId };
    const directors = await holdersOf(tx, "programme_director", place, now);
    const committee = await holdersOf(tx, "committee_member", place, now);
    const others = [...directors, ...committee].filter((each) => each.id !== ctx.actor.id);
    return allow({
      programme,
      appointments: await appointmentsIn(tx, programmeId),
      assessors: await holdersOf(tx, "assessor", place, now),
      seconders: [...new Map(others.map((each) => [each.id, each])).values()],
    });
  });
}
