import { z } from "zod";
import { nameOfCode } from "#app/domain/content.ts";
import { type CredentialState, credentialStates } from "#app/domain/credential/standing.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { type Instant, minute } from "#app/domain/time/instant.ts";
import { holds } from "#app/domain/time/interval.ts";
import { listedCredentials } from "#db/store/credential/register.server.ts";
import { everything } from "#db/store/known.server.ts";
import { countTry } from "#db/store/people/rate-limits.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { standingRules } from "../coverage/facts.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { standingsAt } from "./standing.server.ts";

export const SearchRegister = z
  .strictObject({
    credential: z.string().trim().max(40).optional(),
    name: z.string().trim().max(100).optional(),
  })
  .refine(({ credential, name }) => Boolean(credential) || (name?.length ?? 0) >= 2, {
    error: "Give a credential, or at least two letters of a name.",
    path: ["name"],
  });

/** One line of the register. Nothing else about a person is told. */
export type RegisterEntry = {
  readonly id: string;
  readonly name: string;
  readonly registration: string | null;
  readonly code: string;
  readonly credential: string;
  readonly state: CredentialState;
  readonly since: Instant;
  /** Of a limited one: codes of the parts that do not count. */
  readonly lacks: readonly string[];
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly timeZone: string;
};

const Stamp = z.iso.datetime();
export const RegisterAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      /** "AUTHORITY:number" */
      registration: z.string().nullable(),
      code: z.string(),
      credential: z.string(),
      state: z.enum(credentialStates),
      since: Stamp,
      /** Of a limited one: codes of the parts that do not count. */
      lacks: z.array(z.string()),
      validFrom: Stamp,
      validUntil: Stamp,
    }),
  ),
});

/** Searches from one address in a minute: enough for people, too few to copy the register. */
const searchesPerMinute = 60;
const linesMax = 100;

/**
 * Who holds what, for anybody. What has expired is off the list after its grace, as the curriculum says;
 * its own page still tells so.
 *
 * @param address  Where the search comes from, for the limit.
 * @returns refusal `too_many_tries` with `seconds`.
 * @source the release's requirements.yaml#renewal
 */
export async function searchRegister(
  ctx: Context,
  input: z.output<typeof SearchRegister>,
  address: string,
) {
  const allowed = await unlessAway(() => withinLimit(ctx, address));
  if (!allowed.ok) return allowed;
  return ask<readonly RegisterEntry[]>(ctx, "register.search", {}, async ({ tx, now }) => {
    const wanted = { code: input.credential || undefined, name: input.name || undefined };
    const { graceAfterMonths } = standingRules(ctx.content).renewal;
    const limits = { now, graceMonths: graceAfterMonths, limit: linesMax };
    const listed = await listedCredentials(tx, wanted, limits);
    const people = [...new Set(listed.map((each) => each.personId))];
    const standings = await standingsAt(tx, ctx.content, people, now);
    const registrations = await registrationsOf(tx, people, everything);
    const numberOf = (personId: string) => {
      const held = registrations.find((one) => one.personId === personId && holds(one.during, now));
      return held ? `${held.authority}:${held.number}` : null;
    };
    return allow(
      listed.flatMap(({ personId, personName: name, ...rest }): RegisterEntry[] => {
        const standing = standings.get(rest.id);
        if (!standing) return [];
        const { state, since, parts: lacks } = standing;
        const credential = nameOfCode(ctx.content, rest.code);
        return [
          { ...rest, name, registration: numberOf(personId), credential, state, since, lacks },
        ];
      }),
    );
  });
}

async function withinLimit({ db, now }: Context, address: string) {
  const start = (now - (now % minute)) as Instant;
  const tries = await countTry(db, `register:${address}`, start);
  if (tries <= searchesPerMinute) return allow();
  return refuse("too_many_tries", { seconds: Math.ceil((start + minute - now) / 1_000) });
}
