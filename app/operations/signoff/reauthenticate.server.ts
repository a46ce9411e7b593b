import { v7 as uuidv7 } from "uuid";
import { allow, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import type {
  PasskeyProof,
  Reauthentication,
  ReauthenticationMethod,
  ReauthenticationOutcome,
} from "#app/domain/signoff/reauthentication.ts";
import type { SigningForm } from "#app/domain/signoff/statement.ts";
import { passkeysOf, takeCeremony } from "#db/store/people/passkeys.server.ts";
import { findPerson } from "#db/store/people/persons.server.ts";
import { insertReauthentication } from "#db/store/signoff/reauthentications.server.ts";
import { act } from "../act.server.ts";
import { type Context, contextAs, type House, system } from "../context.server.ts";
import { answerChallenge } from "../people/passkeys/answer-challenge.server.ts";
import { challengeOf } from "../people/passkeys/give-challenge.server.ts";
import { verifyPassword } from "../people/sign-in.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { signedBy } from "./reauthentication.server.ts";

export type Proving = {
  /** Whom the page was made for. */
  readonly signer: string;
  readonly password?: string;
  readonly ceremony?: string;
  readonly assertion?: string;
};

type Signer = Context & { readonly actor: Extract<Context["actor"], { kind: "person" }> };

/** Shown and recorded apart: it is somebody, but not the one whose signature it was to be. */
const ofAnother = new Set(["signer_changed", "passkey_of_another"]);
/** Nothing was proven or disproven by these. */
const noTry = new Set(["too_many_tries", "record_away", "password_missing", "passkey_required"]);

/**
 * The signer proves again who they are, over exactly what the form would sign; outside any act, before the
 * one that signs. Each proof and each failure is an entry of its own, unless the record is away (503), where
 * nothing was judged.
 *
 * @param batchId  Where the form signs a list.
 * Refusals: `signer_changed`, `password_missing`, `password_wrong`, `too_many_tries`, `passkey_required`,
 * `record_away`, those of `answerChallenge`.
 */
export async function reauthenticate(
  ctx: Signer,
  proving: Proving,
  form: SigningForm,
  batchId?: string,
): Promise<Result<Reauthentication>> {
  const { about, text } = signedBy(form);
  const method = proving.ceremony ? "passkey" : "password";
  const proven = await proofOf(ctx, proving, about);
  if (!proven.ok) {
    const recorded = await noteFailure(ctx, { refusal: proven.refusal, proving, method, about });
    return recorded.ok ? proven : recorded;
  }
  const entered = await enterReauthentication(ctx, { method, outcome: "proven", about });
  if (!entered.ok) return entered;
  const { passkey } = proven.value;
  const batch =
    batchId && form.intent === "sign-list" ? { id: batchId, digests: form.digests } : null;
  return allow({
    id: entered.value,
    method,
    at: ctx.clock.now(),
    about,
    ...(text === undefined || batch ? {} : { text }),
    ...(batch ? { batch } : {}),
    ...(passkey ? { passkey } : {}),
  });
}

async function proofOf(
  ctx: Signer,
  { signer, password, ceremony, assertion }: Proving,
  about: string,
): Promise<Result<{ readonly passkey: PasskeyProof | null }>> {
  const { id: personId } = ctx.actor;
  if (signer !== personId) return refuse("signer_changed");
  if (ceremony && assertion) {
    const given = { purpose: "sign", ceremony, assertion, personId } as const;
    const answered = await unlessAway(() =>
      answerChallenge(ctx, { ...given, challenge: challengeOf(about) }),
    );
    return answered.ok ? allow({ passkey: answered.value.proof }) : answered;
  }
  const enrolled = await unlessAway(async () => allow(await passkeysOf(ctx.db, personId)));
  if (!enrolled.ok) return enrolled;
  if (enrolled.value.length > 0) return refuse("passkey_required");
  if (!password) return refuse("password_missing", { field: "password" });
  const right = await verifyPassword(ctx, personId, password);
  return right.ok ? allow({ passkey: null }) : right;
}

type Failure = {
  readonly refusal: Refusal;
  readonly proving: Proving;
  readonly method: ReauthenticationMethod;
  readonly about: string;
};

async function noteFailure(
  ctx: Signer,
  { refusal, proving, method, about }: Failure,
): Promise<Result<unknown>> {
  if (noTry.has(refusal.code)) return allow();
  const outcome = ofAnother.has(refusal.code) ? "wrong_person" : "not_proven";
  const meant = await unlessAway(async () => allow(await findPerson(ctx.db, proving.signer)));
  if (!meant.ok) return meant;
  const personId = meant.value?.id ?? ctx.actor.id;
  return enterReauthentication(ctx, { method, outcome, about, personId });
}

type Entering = {
  readonly method: ReauthenticationMethod;
  readonly outcome: ReauthenticationOutcome;
  readonly about: string;
  /** Whose signature it was to be, where that is not who acts. */
  readonly personId?: string;
};

/** Enters how a re-authentication went. @returns its id. */
export function enterReauthentication(
  ctx: Context,
  { personId, ...how }: Entering,
): Promise<Result<string>> {
  const whose = personId ?? ctx.actor.id ?? "";
  const target = { personId: ctx.actor.id ?? whose };
  return act(ctx, "reauthentication.record", target, async ({ tx, record }) => {
    const fact = { id: uuidv7(), personId: whose, ...how };
    await insertReauthentication(tx, { ...fact, entrySeq: await record(fact) });
    return allow(fact.id);
  });
}

/**
 * A signature came after its session had ended. Whose it was to be is known only where a challenge was
 * given out, which is used up by it; the portal enters it, since nobody is signed in.
 */
export function noteSignedOut(house: House, ceremony: string): Promise<Result<unknown>> {
  return unlessAway(async () => {
    const now = house.clock.now();
    const taken = await takeCeremony(house.db, { id: ceremony, purpose: "sign", now });
    if (!taken?.personId) return allow();
    const about = Buffer.from(taken.challenge, "base64url").toString("hex");
    const how = { method: "passkey", outcome: "signed_out", about } as const;
    return enterReauthentication(contextAs(house, system), { ...how, personId: taken.personId });
  });
}
