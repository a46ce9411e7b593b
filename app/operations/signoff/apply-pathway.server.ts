import { z } from "zod";
import { findCredential } from "#app/domain/curriculum/release.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { pathwayClosesAt, pathwayOpen } from "#app/domain/signoff/pathway.ts";
import { formatInstant, type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { findPathway, insertPathway, launchedAt } from "#db/store/signoff/pathways.server.ts";
import { act } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { programmeTarget } from "./targets.server.ts";

/** An instant with its offset, or a day, which is read as its beginning in UTC. */
const When = z.string().transform((text, issue): Instant => {
  const at = parseInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (at !== null) return at;
  issue.addIssue({ code: "custom", message: "Write a date such as 2026-03-31." });
  return z.NEVER;
});

export const ApplyPathway = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  programmeId: z.uuid(),
  credentialCode: z.string().min(1),
  practiceYears: z.coerce.number().int().min(0).max(60),
  unitHead: z.string().trim().min(1).max(200),
  unitHeadLetterAt: When,
  caseCounts: z
    .array(z.object({ competency: z.string(), cases: z.coerce.number().int().min(0).max(100_000) }))
    .max(60),
  observations: z
    .array(
      z.object({
        id: z.uuid(),
        assessorName: z.string().trim().min(1).max(200),
        institution: z.string().trim().min(1).max(200),
        competency: z.string(),
        level: z.coerce.number().int().min(1).max(5),
        observedAt: When,
      }),
    )
    .max(20),
});

/**
 * A director puts forward a senior person on evidence of practice. It opens nothing by itself: the
 * committee reviews and the director signs as for everybody else.
 */
export function applyPathway(ctx: Context, input: z.output<typeof ApplyPathway>) {
  const target = (tx: Parameters<typeof programmeTarget>[0]) =>
    programmeTarget(tx, input.programmeId);
  return act(ctx, "pathway.apply", target, async ({ tx, now, record }) => {
    if (await findPathway(tx, input.id)) return allow({ id: input.id });
    const programme = await findProgramme(tx, input.programmeId);
    const release = ctx.content.releases.get(programme?.release ?? "");
    if (!programme || !release) return refuse("no_such_programme");
    if (!(await findPerson(tx, input.personId))) return refuse("no_such_person");
    const definition = findCredential(release, input.credentialCode);
    if (!definition) return refuse("no_such_credential");
    const launched = (await launchedAt(tx, programme.id)) ?? now;
    if (!pathwayOpen(release, launched, now)) {
      const when = (formatInstant(pathwayClosesAt(release, launched)) ?? "").slice(0, 10);
      return refuse("practice_pathway_closed", { when });
    }
    const own = (each: { readonly competency: string }) =>
      definition.competencies.includes(each.competency);
    if (![...input.caseCounts, ...input.observations].every(own)) {
      return refuse("no_such_competency");
    }
    const { caseCounts, observations, ...application } = input;
    const entrySeq = await record(input);
    await insertPathway(tx, { ...application, entrySeq }, caseCounts, observations);
    return allow({ id: input.id });
  });
}
