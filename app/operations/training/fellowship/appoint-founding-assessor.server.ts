import { z } from "zod";
import { releaseOf } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme, type Programme, scopeTarget } from "#db/store/people/places.server.ts";
import {
  appointmentsOfAssessor,
  holdersOf,
  insertAppointment,
} from "#db/store/training/records.server.ts";
import { act } from "../../act.server.ts";
import type { Context } from "../../context.server.ts";
import { verifyPassword } from "../../people/sign-in.server.ts";

export const AppointFoundingAssessor = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  personId: z.uuid(),
  /** Competency and EPA codes. */
  subjects: z.array(z.string().max(32)).min(1).max(64),
  endsAt: z
    .number()
    .int()
    .transform((ms) => ms as Instant),
  secondSignerId: z.uuid(),
  /** Of the second signer, who signs at the same screen. Not asked when the portal itself records. */
  secondPassword: z.string().optional(),
  /** Only where the portal itself records what two people have signed. */
  firstSignerId: z.uuid().optional(),
});
type Input = z.output<typeof AppointFoundingAssessor>;

/**
 * The director and a second director or committee member appoint somebody to assess before anyone can hold
 * the credential for it. It begins now and must end. The second signer proves who they are by password.
 */
export async function appointFoundingAssessor(
  ctx: Context,
  input: Input,
): Promise<Result<{ readonly id: string }>> {
  const { id, programmeId, personId, secondSignerId, endsAt } = input;
  if (ctx.actor.kind !== "system") {
    const proof = await verifyPassword(ctx, secondSignerId, input.secondPassword ?? "");
    if (!proof.ok) return proof;
  }
  const target = (tx: Transaction) => scopeTarget(tx, "programme", programmeId);
  return act(ctx, "assessor.appoint", target, async ({ tx, now, record }) => {
    const programme = await findProgramme(tx, programmeId);
    if (!programme) return refuse("no_such_programme");
    const firstSignerId = ctx.actor.kind === "person" ? ctx.actor.id : input.firstSignerId;
    if (!firstSignerId) return refuse("not_permitted");
    const before = await appointmentsOfAssessor(tx, personId);
    if (before.some((each) => each.id === id)) return allow({ id });
    const signers = await refuseSigners(tx, programme, { ...input, firstSignerId }, now);
    if (signers) return signers;
    if (!(await findPerson(tx, personId))) return refuse("no_such_person");
    if (endsAt <= now) return refuse("ends_before_it_starts", { field: "endsOn" });
    const release = releaseOf(ctx.content, programme.release);
    const strange = input.subjects.find((s) => !findCompetency(release, s) && !findEpa(release, s));
    if (strange !== undefined) return refuse("no_such_competency", { field: "subjects" });
    const { start: startsAt } = interval(now, endsAt);
    const subjects = [...new Set(input.subjects)].sort();
    const fact = { id, personId, programmeId, subjects, firstSignerId, secondSignerId };
    const entrySeq = await record({ appointment: { ...fact, startsAt, endsAt } });
    await insertAppointment(tx, { ...fact, startsAt, endsAt, entrySeq });
    return allow({ id });
  });
}

type Signers = Pick<Input, "personId" | "secondSignerId"> & { readonly firstSignerId: string };

/** Two different people, neither of them the one appointed; a director first, then one who may second. */
async function refuseSigners(
  tx: Transaction,
  programme: Programme,
  { firstSignerId, secondSignerId, personId }: Signers,
  now: Instant,
) {
  const place = { programmeId: programme.id, organisationId: programme.organisationId };
  const field = "secondSignerId";
  if (firstSignerId === secondSignerId) return refuse("founding_assessor_needs_two", { field });
  if (personId === firstSignerId || personId === secondSignerId) {
    return refuse("founding_assessor_signs_for_self", { field: "personId" });
  }
  const directors = await holdersOf(tx, "programme_director", place, now);
  const committee = await holdersOf(tx, "committee_member", place, now);
  const may = (id: string, who: readonly { readonly id: string }[]) => who.some((w) => w.id === id);
  if (!may(firstSignerId, directors)) return refuse("not_permitted");
  if (!may(secondSignerId, [...directors, ...committee])) {
    return refuse("second_signer_not_entitled", { field });
  }
  return null;
}
