import { allow, type Result, refuse } from "#app/domain/result.ts";
import { sha256 } from "#db/ledger.server.ts";
import {
  findProof,
  findTwin,
  insertTwin,
  withoutTwin,
} from "#db/store/credential/credentials.server.ts";
import { act } from "../act.server.ts";
import { type Context, system } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";

/**
 * Signs the JWT twin of a signed credential and puts it on record, once: the embedded proof comes first,
 * so that both say the same. A second attempt signs the same bytes.
 *
 * @returns the JWT, or refusal `no_such_credential`, `signing_failed`, `record_away`.
 */
export async function issueTwin(ctx: Context, id: string): Promise<Result<string>> {
  const read = await unlessAway(() =>
    ctx.db.transaction(async (tx) =>
      allow({ proof: await findProof(tx, id), twin: await findTwin(tx, id) }),
    ),
  );
  if (!read.ok) return read;
  const { proof, twin } = read.value;
  if (!proof) return refuse("no_such_credential");
  if (twin) return allow(twin.jwt);
  try {
    const { text: jwt, keyId } = await ctx.signer.signTwin({
      text: proof.document,
      keyId: proof.keyId,
    });
    return await enter({ ...ctx, actor: system }, id, { jwt, keyId });
  } catch (error) {
    ctx.log.error({ err: error, credentialId: id }, "a credential could not be signed as a JWT");
    return refuse("signing_failed");
  }
}

function enter(ctx: Context, credentialId: string, twin: { jwt: string; keyId: string }) {
  return act<string>(ctx, "credential.issue", {}, async ({ tx, record }) => {
    const before = await findTwin(tx, credentialId);
    if (before) return allow(before.jwt);
    const entrySeq = await record({ credentialId, keyId: twin.keyId, jwt: sha256(twin.jwt) });
    await insertTwin(tx, { credentialId, ...twin, entrySeq });
    return allow(twin.jwt);
  });
}

/** Signs the twins that a crash, or a time before there were twins, left out. @returns how many. */
export async function issueTwinsPending(ctx: Context, limit = 50): Promise<number> {
  const waiting = await ctx.db.transaction((tx) => withoutTwin(tx, limit));
  let signed = 0;
  for (const id of waiting) if ((await issueTwin(ctx, id)).ok) signed += 1;
  return signed;
}
