import { z } from "zod";
import { reasonCodes } from "#app/domain/coverage/reason.ts";
import {
  rosterPresences,
  rulePresences,
  shiftRoles,
  unitTiers,
} from "#app/domain/coverage/rule.ts";
import { credentialStates } from "#app/domain/credential/standing.ts";

const InstantText = z.iso.datetime({ offset: true });
const three = ["yes", "no", "unknown"] as const;

/** The body of `GET /api/v1/units/{unit}/staffing`: the contract, and the source of its description. */
export const StaffingAnswer = z.object({
  unit: z.object({
    code: z.string(),
    name: z.string(),
    tier: z.enum(unitTiers),
    timeZone: z.string(),
  }),
  at: InstantText,
  knownAt: InstantText,
  ledgerSeq: z.number().int(),
  contentRelease: z.string(),
  answer: z.enum(three),
  holdsUntil: InstantText.nullable(),
  override: z
    .object({
      doctor: z.object({ id: z.string(), name: z.string() }),
      reason: z.string(),
      start: InstantText,
      end: InstantText.nullable(),
    })
    .nullable(),
  notices: z.array(
    z.object({
      code: z.string(),
      practitioner: z.string().optional(),
      credential: z.string().optional(),
      detail: z.string(),
    }),
  ),
  ruleSets: z.array(z.object({ id: z.string(), version: z.string() })),
  rules: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.enum(["block", "warn"]),
      presence: z.enum(rulePresences),
      answer: z.enum([...three, "not-applicable"]),
      required: z.number().int(),
      metBy: z.array(z.string()),
      reasons: z.array(
        z.object({
          code: z.enum(reasonCodes),
          practitioner: z.string().optional(),
          credential: z.string().optional(),
          detail: z.string(),
        }),
      ),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      registration: z.string().nullable(),
      contact: z.string().nullable(),
      shifts: z.array(
        z.object({
          id: z.string(),
          assignment: z.string().nullable(),
          start: InstantText,
          end: InstantText,
          role: z.enum(shiftRoles),
          presence: z.enum(rosterPresences),
          responseMinutes: z.number().int(),
          /** Code of the hub on whose roster it stands; absent: the unit's own. */
          unit: z.string().optional(),
        }),
      ),
      credentials: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          kind: z.enum(["own", "external"]),
          state: z.enum(credentialStates),
          validFrom: InstantText,
          validUntil: InstantText.nullable(),
        }),
      ),
    }),
  ),
  data: z.object({
    rosterReceivedAt: InstantText.nullable(),
    rosterSource: z.string().nullable(),
    staleAfter: InstantText.nullable(),
  }),
  /** A compact JWS over the canonical form of the rest (RFC 8785), by a key of the portal's JWKS. */
  receipt: z.string().optional(),
});
export type StaffingAnswer = z.output<typeof StaffingAnswer>;
