import { nameOfCode } from "#app/domain/content.ts";
import { credentialUrl } from "#app/domain/credential/document.ts";
import { allow, refuse } from "#app/domain/result.ts";
import { holds, type Instant } from "#app/domain/time/interval.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Credential,
  findCredentialRow,
  findProof,
  findTwin,
} from "#db/store/credential/credentials.server.ts";
import { eventsOf } from "#db/store/credential/events.server.ts";
import { everything } from "#db/store/known.server.ts";
import { registrationsOf } from "#db/store/registrations.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { type Standing, standingsAt } from "./standing.server.ts";

/** What anybody may know of a credential. */
export type PublicCredential = {
  readonly id: string;
  readonly url: string;
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly release: string;
  readonly holder: { readonly name: string; readonly registration: string | null };
  readonly issuer: { readonly name: string; readonly programme: string; readonly did: string };
  readonly signer: { readonly name: string; readonly role: string };
  readonly validFrom: number;
  readonly validUntil: number;
  readonly timeZone: string;
  readonly issuedAt: number;
  readonly standing: Standing;
  /** A renewed one begins when the one before it ends. */
  readonly begun: boolean;
  /** Of a limited one: what it lacks, by name. */
  readonly lacks: readonly string[];
  readonly now: number;
};

/** A signed credential as anybody may see it. One that is only prepared is not there yet. */
export function showCredential(ctx: Context, id: string) {
  return ask<PublicCredential>(ctx, "credential.show", {}, async ({ tx, now }) => {
    const row = await findCredentialRow(tx, id);
    if (!row?.issued) return refuse("no_such_credential");
    const found = (await standingsAt(tx, ctx.content, [row.personId], now)).get(id);
    const standing = found ?? notBegun(row, now);
    const issued = (await eventsOf(tx, id)).find((each) => each.kind === "issued");
    if (!standing || !issued) return refuse("no_such_credential");
    const release = ctx.content.releases.get(row.release);
    const definition = release?.credentials.find((each) => each.code === row.code);
    return allow({
      id,
      url: credentialUrl(ctx.settings.publicOrigin, id),
      code: row.code,
      name: nameOfCode(ctx.content, row.code),
      description: definition?.description ?? "",
      release: row.release,
      holder: { name: row.personName, registration: await registrationNow(tx, row, now) },
      issuer: {
        name: row.organisationName,
        programme: row.programmeName,
        did: ctx.signer.did,
      },
      signer: { name: row.signerName, role: row.signerRole },
      validFrom: row.validFrom,
      validUntil: row.validUntil,
      timeZone: row.timeZone,
      issuedAt: issued.recordedAt,
      standing,
      begun: found !== undefined,
      lacks: standing.parts.map((part) => `${nameOfCode(ctx.content, part)} (${part})`),
      now,
    });
  });
}

/** A renewed credential begins when the one before it ends: until then it is there and does not count. */
function notBegun({ validFrom }: Credential, now: Instant): Standing | null {
  if (validFrom <= now) return null;
  return { state: "issued", counts: false, since: now, until: validFrom, parts: [] };
}

/** The signed document, byte for byte as it was signed. */
export function showDocument(ctx: Context, id: string) {
  return ask<string>(ctx, "credential.show", {}, async ({ tx }) => {
    const proof = await findProof(tx, id);
    return proof ? allow(proof.document) : refuse("no_such_credential");
  });
}

/** The same as a JWT. */
export function showTwin(ctx: Context, id: string) {
  return ask<string>(ctx, "credential.show", {}, async ({ tx }) => {
    const twin = await findTwin(tx, id);
    return twin ? allow(twin.jwt) : refuse("no_such_credential");
  });
}

async function registrationNow(tx: Transaction, { personId }: Credential, now: number) {
  const all = await registrationsOf(tx, [personId], everything);
  const found = all.find((each) => holds(each.during, now as Parameters<typeof holds>[1]));
  return found ? `${found.authority}:${found.number}` : null;
}
