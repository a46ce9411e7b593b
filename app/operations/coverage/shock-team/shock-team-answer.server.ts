import { z } from "zod";
import { StaffingAnswer } from "../staffing-answer.server.ts";

const parts = StaffingAnswer.shape;
const rule = parts.rules.element.shape;

/** The body of `GET /api/v1/units/{unit}/shock-team`: the contract, and the source of its description. */
export const ShockTeamAnswer = z.object({
  unit: parts.unit,
  at: parts.at,
  knownAt: parts.knownAt,
  ledgerSeq: parts.ledgerSeq,
  contentRelease: parts.contentRelease,
  /** Of the seats that every call has, filled by different people. */
  answer: parts.answer,
  holdsUntil: parts.holdsUntil,
  distinctPeople: z.number().int(),
  seats: z.array(
    z.object({
      seat: z.string(),
      title: z.string(),
      /** Why the seat joins a call; null: it is in every call. */
      addWhen: z.string().nullable(),
      respondMinutes: z.number(),
      answer: rule.answer,
      required: rule.required,
      metBy: rule.metBy,
      reasons: rule.reasons,
    }),
  ),
  notices: parts.notices,
  people: parts.people,
  data: parts.data,
});
export type ShockTeamAnswer = z.output<typeof ShockTeamAnswer>;
