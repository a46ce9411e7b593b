import { type Content, nameOfCode } from "#app/domain/content.ts";
import { type MaintenanceLine, maintenanceOf } from "#app/domain/credential/maintenance.ts";
import type { RenewalLine } from "#app/domain/credential/renewal.ts";
import type { RenewalPhase, RenewalTimes } from "#app/domain/credential/renewal-times.ts";
import { latestOf, type UnitStatement } from "#app/domain/credential/unit-statement.ts";
import { competency } from "#app/domain/curriculum/release.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Credential,
  credentialsOf,
  findCredentialRow,
} from "#db/store/credential/credentials.server.ts";
import { findProgramme } from "#db/store/people/places.server.ts";
import { decidedReviews, reviewsFor } from "#db/store/signoff/reviews.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { renewalState } from "./renewal-case.server.ts";

export type RenewalProgress = {
  readonly credentialId: string;
  readonly code: string;
  readonly name: string;
  readonly personName: string;
  readonly timeZone: string;
  readonly times: RenewalTimes;
  readonly phase: RenewalPhase;
  readonly maintenance: readonly (MaintenanceLine & { readonly name: string })[];
  readonly lines: readonly RenewalLine[];
  readonly missing: number;
  readonly restored: boolean;
  readonly proctoredCases: number;
  readonly statements: readonly UnitStatement[];
  /** The review that is under way, and the credential that came of one. */
  readonly reviewId: string | null;
  readonly renewedBy: { readonly id: string; readonly validFrom: Instant } | null;
};

/** How far the holder of a credential is with renewing it; read within an ask that permits it. */
export async function renewalProgressOf(
  tx: Transaction,
  content: Content,
  credential: Credential,
  now: Instant,
): Promise<RenewalProgress> {
  const release = await renewalRelease(tx, content, credential);
  const state = await renewalState(tx, content, { credential, release, now });
  const { asked, evidence, renewal, phase } = state;
  const maintenance = maintenanceOf(asked.rules, asked.definition, evidence.cases, asked);
  return {
    credentialId: credential.id,
    code: credential.code,
    name: nameOfCode(content, credential.code),
    personName: credential.personName,
    timeZone: credential.timeZone,
    times: asked.times,
    phase,
    maintenance: maintenance.map((each) => ({
      ...each,
      name: competency(asked.rules.release, each.competency).name,
    })),
    lines: renewal.lines.map((each) =>
      each.kind === "held" && each.of !== "any"
        ? { ...each, title: nameOfCode(content, each.title) }
        : each,
    ),
    missing: renewal.missing,
    restored: renewal.restored,
    proctoredCases: asked.rules.release.requirements.renewal.proctoredCases.value,
    statements: latestOf(evidence.statements),
    reviewId: await openRenewalOf(tx, credential),
    renewedBy: await successorOf(tx, credential),
  };
}

/** The release that the programme follows now: a renewal is judged by today's curriculum. */
export async function renewalRelease(
  tx: Transaction,
  content: Content,
  { programmeId, release }: Pick<Credential, "programmeId" | "release">,
): Promise<string> {
  const current = (await findProgramme(tx, programmeId))?.release ?? release;
  return content.releases.has(current) ? current : release;
}

/** The credential that took this one's place: of the same code, and longer valid. */
export async function successorOf(tx: Transaction, credential: Credential) {
  const later = (await credentialsOf(tx, credential.personId)).find(
    (each) => each.code === credential.code && each.validUntil > credential.validUntil,
  );
  return later ? { id: later.id, validFrom: later.validFrom } : null;
}

/** A review of this renewal that nobody decided yet. */
async function openRenewalOf(tx: Transaction, { id, personId, code }: Credential) {
  const reviews = (await reviewsFor(tx, personId, code)).filter((each) => each.renewalOf === id);
  const decided = await decidedReviews(
    tx,
    reviews.map((each) => each.id),
  );
  return reviews.find((each) => !decided.has(each.id))?.id ?? null;
}

/** The same for the holder alone; for everybody else there is no such credential. */
export function myRenewal(ctx: Context, id: string): Promise<Result<RenewalProgress>> {
  const personId = ctx.actor.id ?? undefined;
  return ask<RenewalProgress>(ctx, "credential.mine", { personId }, async ({ tx, now }) => {
    const credential = await findCredentialRow(tx, id);
    if (!credential?.issued || credential.personId !== personId)
      return refuse("no_such_credential");
    return allow(await renewalProgressOf(tx, ctx.content, credential, now));
  });
}
