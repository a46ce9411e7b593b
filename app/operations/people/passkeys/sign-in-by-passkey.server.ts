import { failuresMax } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import type { House } from "../../context.server.ts";
import { unlessAway } from "../../unless-away.server.ts";
import { countedTry } from "../sign-in.server.ts";
import { answerChallenge } from "./answer-challenge.server.ts";

export type PasskeyTry = {
  readonly ceremony: string;
  readonly assertion: string;
  readonly address: string;
};

/** Whose passkey answered. @returns the person's id, or a refusal of `answerChallenge`, `too_many_tries`. */
export function checkPasskey(house: House, given: PasskeyTry): Promise<Result<string>> {
  return unlessAway(async () => {
    const limit = await countedTry(house, "passkey", given.address, failuresMax.address);
    if (!limit.ok) return limit;
    const open = { purpose: "sign_in", personId: null, challenge: null } as const;
    const answered = await answerChallenge(house, { ...given, ...open });
    return answered.ok ? allow(answered.value.passkey.personId) : answered;
  });
}
