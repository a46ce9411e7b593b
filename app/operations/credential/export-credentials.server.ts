import { offlineVerifier } from "#app/adapters/credentials/offline-verifier.server.ts";
import { archiveOf } from "#app/adapters/portfolio-files.server.ts";
import { credentialUrl, statusListUrl } from "#app/domain/credential/document.ts";
import { canonical } from "#app/domain/ledger/canonical.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import { credentialsOf } from "#db/store/credential/credentials.server.ts";
import { ask } from "../ask.server.ts";
import type { Context } from "../context.server.ts";
import { showCertificate } from "./certificate.server.ts";
import { issueTwin } from "./issue-twin.server.ts";
import { showDocument } from "./show-credential.server.ts";
import { type Standing, standingsAt } from "./standing.server.ts";
import { statusList } from "./status-list.server.ts";

type Files = Record<string, string | Uint8Array>;
type Held = {
  readonly id: string;
  readonly name: string;
  readonly list: number;
  readonly standing: Standing | null;
};

/**
 * Everything of a person's credentials that verifies without the portal: documents, JWTs, certificates,
 * the issuer's keys, the status lists as of now, and a program that checks them.
 *
 * @returns a zip, or refusal `no_credential_yet`, `record_away`.
 */
export async function exportCredentials(ctx: Context): Promise<Result<Uint8Array>> {
  const held = await heldBy(ctx);
  if (!held.ok) return held;
  if (held.value.length === 0) return refuse("no_credential_yet");
  const files: Files = { ...keyFiles(ctx), ...texts(ctx, held.value) };
  for (const one of held.value) {
    const added = await credentialFiles(ctx, one);
    if (!added.ok) return added;
    Object.assign(files, added.value);
  }
  for (const list of new Set(held.value.map((each) => each.list))) {
    const added = await listFiles(ctx, list);
    if (!added.ok) return added;
    Object.assign(files, added.value);
  }
  return allow(archiveOf(files));
}

/** Those that are signed; one that is only prepared has nothing to verify. */
function heldBy(ctx: Context) {
  const personId = ctx.actor.id ?? undefined;
  return ask<Held[]>(ctx, "credential.mine", { personId }, async ({ tx, now }) => {
    if (!personId) return refuse("not_permitted");
    const rows = (await credentialsOf(tx, personId)).filter((row) => row.issued);
    const standings = await standingsAt(tx, ctx.content, [personId], now);
    return allow(
      rows.map(({ id, code, statusList: list }) => ({
        id,
        name: `${code.toLowerCase()}-${id.slice(-8)}`,
        list,
        standing: standings.get(id) ?? null,
      })),
    );
  });
}

async function credentialFiles(ctx: Context, { id, name }: Held): Promise<Result<Files>> {
  const document = await showDocument(ctx, id);
  if (!document.ok) return document;
  const jwt = await issueTwin(ctx, id);
  if (!jwt.ok) return jwt;
  const pdf = await showCertificate(ctx, id);
  if (!pdf.ok) return pdf;
  const path = `credentials/${name}`;
  return allow({
    [`${path}.json`]: document.value,
    [`${path}.jwt`]: jwt.value,
    [`${path}.pdf`]: pdf.value,
  });
}

async function listFiles(ctx: Context, list: number): Promise<Result<Files>> {
  const text = await statusList(ctx, list, null);
  if (!text.ok) return text;
  const twin = await ctx.signer.signTwin({ text: text.value, keyId: ctx.signer.keyId });
  return allow({ [`status/${list}.json`]: text.value, [`status/${list}.jwt`]: twin.text });
}

function keyFiles({ signer }: Context): Files {
  return {
    "did.json": JSON.stringify(signer.didDocument(), null, 2),
    "jwks.json": JSON.stringify(signer.jwks(), null, 2),
    "verify.mjs": offlineVerifier,
  };
}

function texts(ctx: Context, held: readonly Held[]): Files {
  const { signer, settings, now } = ctx;
  const standing = canonical({
    asOf: formatInstant(now),
    issuer: signer.did,
    credentials: held.map(({ id, standing: found }) => ({
      id: credentialUrl(settings.publicOrigin, id),
      state: found?.state ?? "not in force",
      counts: found?.counts ?? false,
      since: found ? formatInstant(found.since) : null,
    })),
  });
  return {
    "standing.json": standing,
    "standing.jws": signer.signText(standing),
    "README.txt": readme(ctx),
  };
}

function readme({ settings, signer, now }: Context): string {
  const origin = settings.publicOrigin;
  return `Your credentials, as of ${formatInstant(now)}

Everything here can be checked without ${origin}, by anybody, with software of their choice.

credentials/*.json   the signed credentials: W3C Verifiable Credentials 2.0, Open Badges 3.0,
                     proof eddsa-rdfc-2022
credentials/*.jwt    the same, signed once more as JWT (RS256)
credentials/*.pdf    certificates to print
status/*             the issuer's signed status list, which says what was revoked by then
standing.json, .jws  how each credential stood by then, and the same signed (EdDSA): a suspension
                     is in no status list
did.json, jwks.json  the public keys of ${signer.did}
verify.mjs           a program that checks all of it: node verify.mjs (Node 18 or later; it needs
                     no network and nothing installed)

How far it reaches. A status that is in an archive is as old as the archive: what was revoked later,
only ${statusListUrl(origin, 1)} or a newer archive can say. And keys that come with what
they signed prove only that both belong together: compare the thumbprints that verify.mjs prints
with ${origin}/.well-known/jwks.json, or with a copy from somebody you trust
(node verify.mjs --keys their-copy.json).

A credential is evidence of competence. It is not a licence to practise and not a privilege at a
hospital.
`;
}
