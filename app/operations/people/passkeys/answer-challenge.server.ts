import { answered, personOfHandle } from "#app/adapters/passkeys.server.ts";
import { isId } from "#app/domain/ids.ts";
import { type CeremonyPurpose, readAnswer } from "#app/domain/people/passkey.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { PasskeyProof } from "#app/domain/signoff/reauthentication.ts";
import {
  findPasskey,
  notePasskeyUse,
  type Passkey,
  takeCeremony,
} from "#db/store/people/passkeys.server.ts";
import type { House } from "../../context.server.ts";

export type Given = {
  readonly purpose: CeremonyPurpose;
  /** Which challenge it answers, and the browser's answer in JSON. */
  readonly ceremony: string;
  readonly assertion: string;
  /** Whose passkey it must be, and what it must have answered; null: whoever's, to whatever was given out. */
  readonly personId: string | null;
  readonly challenge: string | null;
};

/**
 * Takes a challenge back and checks the answer to it. Whatever comes of it, the challenge is used up.
 *
 * Refusals: `challenge_over` (used, late, or never given out), `signer_changed` (given to another account),
 * `signed_something_else`, `passkey_unknown`, `passkey_of_another`, `passkey_not_proven`, `passkey_copied`.
 */
export async function answerChallenge(
  { db, clock, settings }: House,
  { purpose, ceremony, assertion, personId, challenge }: Given,
): Promise<Result<{ readonly passkey: Passkey; readonly proof: PasskeyProof }>> {
  const now = clock.now();
  const taken = isId(ceremony) ? await takeCeremony(db, { id: ceremony, purpose, now }) : null;
  if (!taken) return refuse("challenge_over");
  if (taken.personId !== personId) return refuse("signer_changed");
  if (challenge !== null && taken.challenge !== challenge) return refuse("signed_something_else");
  const answer = readAnswer(assertion);
  const passkey = answer ? await findPasskey(db, answer.id) : null;
  if (!answer || !passkey) return refuse("passkey_unknown");
  const says = personOfHandle(answer.response.userHandle);
  const isTheirs = personId === null || passkey.personId === personId;
  if (!isTheirs || (says !== null && says !== passkey.personId))
    return refuse("passkey_of_another");
  const judged = await answered(settings.publicOrigin, taken.challenge, answer, passkey);
  if (judged.outcome !== "proven") return refuse(`passkey_${judged.outcome}`);
  const noted = await notePasskeyUse(db, { id: passkey.id, counter: judged.counter, at: now });
  if (!noted) return refuse("passkey_copied");
  const { authenticatorData, clientDataJSON: clientData, signature } = answer.response;
  const { id: credentialId, publicKey } = passkey;
  const proof = { credentialId, publicKey, authenticatorData, clientData, signature };
  return allow({ passkey, proof });
}
