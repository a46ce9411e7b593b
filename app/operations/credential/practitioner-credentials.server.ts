import { z } from "zod";
import { kindOfCode, nameOfCode } from "#app/domain/content.ts";
import { credentialStates, stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { forever, formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { ask, asOf } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";

export type PractitionerQuestion = {
  /** "AUTHORITY:number" */
  readonly registration: string;
  readonly at: Instant | null;
  readonly knownAt: Instant | null;
};

const Stamp = z.iso.datetime();
export const PractitionerAnswer = z.object({
  practitioner: z.object({ id: z.uuid(), name: z.string(), registration: z.string() }),
  at: Stamp,
  knownAt: Stamp,
  ledgerSeq: z.number().int(),
  credentials: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      kind: z.enum(["own", "external", "standing"]),
      state: z.enum(credentialStates),
      /** Whether it counts at that instant; unknown where its source is due to be checked again. */
      counts: z.enum(["yes", "no", "unknown"]),
      since: Stamp,
      until: Stamp.nullable(),
      validFrom: Stamp,
      validUntil: Stamp.nullable(),
    }),
  ),
});

/** What a person held at an instant, as the record knew it at another: ours and others', each with its state. */
export function practitionerCredentials(ctx: Context, asked: PractitionerQuestion) {
  return ask<z.input<typeof PractitionerAnswer>>(ctx, "practitioner.read", {}, async (view) => {
    const known = await asOf(view, asked);
    if (!known.ok) return known;
    const { at, knownAt, knownThrough } = known.value;
    const held = await registrationsHeld(view.tx, [asked.registration], knownThrough);
    const registration = held.findLast((each) => holds(each.during, at));
    if (!registration) return refuse("no_such_person");
    const { personId } = registration;
    const person = await findPerson(view.tx, personId);
    const record = (await holderRecords(view.tx, [personId], knownThrough)).get(personId);
    const timelines = record ? timelinesOf(record, standingRules(ctx.content), knownAt) : [];
    const credentials = timelines.flatMap((timeline) => {
      const found = stretchAt(timeline, at);
      if (!found) return [];
      const { validity, id, code, kind } = timeline;
      return [
        {
          id,
          code,
          name: nameOfCode(ctx.content, code),
          kind: kindOfCode(ctx.content, code) === "standing" ? ("standing" as const) : kind,
          state: found.state,
          counts: found.counts,
          since: stamp(found.start),
          until: found.end === forever ? null : formatInstant(found.end),
          validFrom: stamp(validity.start),
          validUntil: validity.end === forever ? null : formatInstant(validity.end),
        },
      ];
    });
    return allow({
      practitioner: {
        id: personId,
        name: person?.name ?? "",
        registration: asked.registration,
      },
      at: stamp(at),
      knownAt: stamp(knownAt),
      ledgerSeq: knownThrough,
      credentials,
    });
  });
}

function stamp(at: Instant): string {
  return formatInstant(at) ?? "";
}
