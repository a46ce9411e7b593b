import { z } from "zod";
import { canonical } from "../ledger/canonical.ts";
import { decisions } from "./decision.ts";
import { exceptionOutcomes } from "./exception.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** As it is kept and signed, however a browser sends its line ends. */
const said = z.string().transform((text) => text.replace(/\r\n?/g, "\n").trim());

/** The part of a form that says what is to be signed. `shownDigest`: of the document on the page. */
export const SigningForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("decide"),
    decision: z.enum(decisions),
    shownDigest: digest,
    reason: said.optional(),
  }),
  z.object({ intent: z.literal("co-sign"), shownDigest: digest }),
  z.object({ intent: z.literal("sign-minutes"), shownDigest: digest }),
  z.object({ intent: z.literal("sign-list"), digests: z.array(digest).min(1).max(50) }),
  z.object({
    intent: z.literal("withdraw"),
    signOffId: z.uuid(),
    shownDigest: digest,
    reason: said.pipe(z.string().min(1)),
  }),
  z.object({
    intent: z.literal("decide-exception"),
    exceptionId: z.uuid(),
    shownDigest: digest,
    outcome: z.enum(exceptionOutcomes),
  }),
  z.object({
    intent: z.literal("propose-exception"),
    reviewId: z.uuid(),
    line: z.string().min(1).max(120),
    reason: said.pipe(z.string().min(1)),
  }),
  z.object({ intent: z.literal("withdraw-exception"), exceptionId: z.uuid(), shownDigest: digest }),
  z.object({ intent: z.literal("propose-rotation"), shownDigest: digest }),
  z.object({
    intent: z.literal("rotate-keys"),
    wish: z.coerce.number().int().positive(),
    shownDigest: digest,
  }),
]);
export type SigningForm = z.input<typeof SigningForm>;

/** Either the document on the page, by its SHA-256 (hex), or a canonical text (RFC 8785) of its own. */
export type ToSign = { readonly digest: string } | { readonly text: string };

/**
 * What a signature through this form is over. An approval, a co-signature and minutes are the very document
 * that is shown. Whatever adds something typed or chosen is a text that names the document and holds the
 * rest, so that a refusal can never be taken for an approval. A list is the array of its items' digests.
 */
export function toSign(form: SigningForm): ToSign {
  const given = SigningForm.parse(form);
  switch (given.intent) {
    case "co-sign":
    case "sign-minutes":
      return { digest: given.shownDigest };
    case "sign-list":
      return { text: canonical(given.digests) };
    case "decide": {
      const { decision, shownDigest: over, reason = "" } = given;
      if (decision === "approved") return { digest: over };
      return { text: canonical({ act: "sign_off.refuse", over, reason }) };
    }
    case "withdraw": {
      const { signOffId, shownDigest: over, reason } = given;
      return { text: canonical({ act: "sign_off.withdraw", signOff: signOffId, over, reason }) };
    }
    case "decide-exception": {
      const { exceptionId: exception, shownDigest: over, outcome } = given;
      return { text: canonical({ act: "exception.decide", exception, over, outcome }) };
    }
    case "propose-exception": {
      const { reviewId: review, line, reason } = given;
      return { text: canonical({ act: "exception.propose", review, line, reason }) };
    }
    case "withdraw-exception": {
      const { exceptionId: exception, shownDigest: over } = given;
      return { text: canonical({ act: "exception.withdraw", exception, over }) };
    }
    case "propose-rotation":
      return { text: canonical({ act: "keys.propose_rotation", over: given.shownDigest }) };
    case "rotate-keys": {
      const { wish, shownDigest: over } = given;
      return { text: canonical({ act: "keys.rotate", wish, over }) };
    }
  }
}
