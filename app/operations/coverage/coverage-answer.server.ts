import { z } from "zod";
import { reasonCodes } from "#app/domain/coverage/reason.ts";
import { formatInstant } from "#app/domain/time/instant.ts";
import type { Context } from "../context.server.ts";
import type { Coverage } from "./show-coverage.server.ts";
import { wordingFor } from "./wording.server.ts";

const InstantText = z.iso.datetime({ offset: true });
const three = ["yes", "no", "unknown"] as const;
const Wanting = z.enum(["no", "unknown"]);

/** The body of `GET /api/v1/units/{unit}/coverage`. Both lists are half-open and in order of time. */
export const CoverageAnswer = z.object({
  unit: z.object({ code: z.string(), name: z.string(), timeZone: z.string() }),
  from: InstantText,
  to: InstantText,
  knownAt: InstantText,
  ledgerSeq: z.number().int(),
  contentRelease: z.string(),
  intervals: z.array(
    z.object({
      start: InstantText,
      end: InstantText,
      answer: z.enum(three),
      unmet: z.array(z.string()),
      warned: z.array(z.string()),
    }),
  ),
  gaps: z.array(
    z.object({
      start: InstantText,
      end: InstantText,
      answer: Wanting,
      causes: z.array(
        z.object({
          rule: z.string(),
          title: z.string(),
          answer: Wanting,
          reasons: z.array(
            z.object({
              code: z.enum(reasonCodes),
              practitioner: z.string().optional(),
              credential: z.string().optional(),
              detail: z.string(),
            }),
          ),
          couldCover: z.array(z.object({ id: z.string(), name: z.string() })),
        }),
      ),
    }),
  ),
});
export type CoverageAnswer = z.output<typeof CoverageAnswer>;

/** The coverage in the words and times of the interface. */
export function coverageBody(ctx: Context, found: Coverage): CoverageAnswer {
  const { unit, window, facts, stretches, gaps } = found;
  const words = wordingFor(ctx.content, facts);
  const name = (id: string) => ({ id, name: facts.people.get(id)?.name ?? id });
  return {
    unit: { code: unit.code, name: unit.name, timeZone: unit.timeZone },
    from: formatInstant(window.start),
    to: formatInstant(window.end),
    knownAt: formatInstant(found.knownAt),
    ledgerSeq: found.ledgerSeq,
    contentRelease: ctx.content.current.version,
    intervals: stretches.map(({ start, end, answer, unmet, warned }) => ({
      start: formatInstant(start),
      end: formatInstant(end),
      answer,
      unmet: [...unmet],
      warned: [...warned],
    })),
    gaps: gaps.map(({ start, end, answer, causes }) => ({
      start: formatInstant(start),
      end: formatInstant(end),
      answer,
      causes: causes.map((cause) => ({
        rule: cause.rule,
        title: cause.title,
        answer: cause.answer,
        reasons: cause.reasons.map((reason) => ({
          code: reason.code,
          ...(reason.practitioner ? { practitioner: reason.practitioner } : {}),
          ...(reason.credential ? { credential: reason.credential } : {}),
          detail: words.reason(reason),
        })),
        couldCover: cause.couldCover.map(name),
      })),
    })),
  };
}
