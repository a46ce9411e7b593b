import { randomInt, randomUUID } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { releaseOf } from "#app/domain/content.ts";
import { credentialDocument } from "#app/domain/credential/document.ts";
import { lint } from "#app/domain/credential/lint.ts";
import { renewedValidity } from "#app/domain/credential/renewal-times.ts";
import { listFor, statusListLength } from "#app/domain/credential/status-list.ts";
import { credentialDefinition } from "#app/domain/curriculum/release.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { holds, type Instant, type Interval } from "#app/domain/time/interval.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import type { Transaction } from "#db/client.server.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  countCredentials,
  findCredentialRow,
  insertCredential,
  isPlaceTaken,
} from "#db/store/credential/credentials.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import type { Review } from "#db/store/signoff/reviews.server.ts";
import type { Turn } from "../act.server.ts";
import type { Context } from "../context.server.ts";
import { routeOf } from "../signoff/targets.server.ts";

/**
 * Fixes the bytes of a credential within the act of its last signature: built, linted, stored. The key is
 * not touched here; signing comes after, and can be tried again on the same bytes.
 *
 * @returns the credential's id, or refusal `credential_not_fit`.
 */
export async function prepareCredential(
  { tx, now, record }: Turn,
  { content, signer, settings }: Context,
  { review, signOffId }: { readonly review: Review; readonly signOffId: string },
): Promise<Result<string>> {
  const release = releaseOf(content, review.release);
  const definition = credentialDefinition(release, review.credentialCode);
  const during = await validityOf(tx, review.renewalOf, definition.validityMonths.value, now);
  const id = uuidv7();
  const status = await freePlace(tx);
  const linted = lint(
    credentialDocument({
      id,
      origin: settings.publicOrigin,
      issuer: { did: signer.did, name: review.organisationName },
      programme: review.programmeName,
      route: routeOf(review),
      subject: randomUUID(),
      holder: {
        name: review.personName,
        registration: await registrationAt(tx, review.personId, now),
      },
      definition,
      release,
      scale: content.scale,
      validFrom: during.start,
      validUntil: during.end,
      awardedAt: now,
      status,
    }),
  );
  if (!linted.ok) return linted;
  const prepared = canonical(linted.value.document);
  const fact = {
    id,
    signOffId,
    personId: review.personId,
    organisationId: review.organisationId,
    code: definition.code,
    release: release.version,
    validFrom: during.start,
    validUntil: during.end,
    statusList: status.list,
    statusIndex: status.index,
  };
  const entrySeq = await record({ ...fact, prepared: sha256(prepared) });
  await insertCredential(tx, { ...fact, prepared, entrySeq });
  return allow(id);
}

/** A renewed credential follows the one it renews; any other begins now. */
async function validityOf(
  tx: Transaction,
  renewalOf: string | null,
  months: number,
  now: Instant,
): Promise<Interval> {
  const old = renewalOf ? await findCredentialRow(tx, renewalOf) : null;
  if (!old) return { start: now, end: addMonths(now, months) };
  return renewedValidity({ start: old.validFrom, end: old.validUntil }, months, now);
}

/** By chance, so that neighbouring places say nothing about who was issued what, and when. */
async function freePlace(tx: Transaction): Promise<{ list: number; index: number }> {
  const list = listFor(await countCredentials(tx));
  for (;;) {
    const index = randomInt(statusListLength);
    if (!(await isPlaceTaken(tx, list, index))) return { list, index };
  }
}

async function registrationAt(tx: Transaction, personId: string, at: Instant) {
  const all = await registrationsOf(tx, [personId], everything);
  const current = all.find((each) => holds(each.during, at));
  return current ? `${current.authority}:${current.number}` : null;
}
