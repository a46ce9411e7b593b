import { canonical } from "#app/domain/ledger/canonical.ts";
import type { Context } from "../context.server.ts";
import type { StaffingAnswer } from "./staffing-answer.server.ts";

/** The answer with a signature over all of it: what the portal said, provable without the portal. */
export function withReceipt({ signer }: Context, answer: StaffingAnswer): StaffingAnswer {
  return { ...answer, receipt: signer.signText(canonical(answer)) };
}
