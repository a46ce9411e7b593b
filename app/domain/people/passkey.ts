import { z } from "zod";
import { minute } from "../time/instant.ts";

/** What a challenge is given out for; an answer to one is none to another. */
export const ceremonyPurposes = ["sign_in", "enrol", "sign"] as const;
export type CeremonyPurpose = (typeof ceremonyPurposes)[number];

/** A challenge waits so long for its answer. @source NIST SP 800-63B section 5.1 (short-lived) */
export const ceremonyMs = 5 * minute;

/** What an account keeps at most, so that a list of them stays readable. */
export const passkeysMax = 10;

export const PasskeyName = z.string().trim().min(1).max(60);

/** The parts of a browser's answer that are kept and checked; the rest is passed on as it came. */
export const PasskeyAnswer = z.looseObject({
  id: z.string().min(1).max(1_400),
  response: z.looseObject({
    authenticatorData: z.string().max(8_000),
    clientDataJSON: z.string().max(8_000),
    signature: z.string().max(8_000),
    userHandle: z.string().max(100).optional(),
  }),
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

/** Null for anything that no browser of ours would send. */
export function readAnswer(text: string): PasskeyAnswer | null {
  const parsed = PasskeyAnswer.safeParse(parsedJson(text));
  return parsed.success ? parsed.data : null;
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
