import type { Context } from "#app/operations/context.server.ts";
import type { Coverage } from "#app/operations/coverage/show-coverage.server.ts";
import { wordingFor } from "#app/operations/coverage/wording.server.ts";
import { grouped } from "./grouped-reasons.server.ts";

const shownPerCause = 3;
const candidatesShown = 5;

/** Gaps with their causes in words and who could cover; more than a few of either are counted, not listed. */
export function gapViews(ctx: Context, { gaps, facts }: Pick<Coverage, "gaps" | "facts">) {
  const words = wordingFor(ctx.content, facts);
  const nameOf = (id: string) => facts.people.get(id)?.name ?? id;
  return gaps.map(({ start, end, answer, causes }) => ({
    start,
    end,
    answer,
    causes: causes.map(({ rule, title, reasons }) => {
      const told = reasons.map((reason) => {
        const name = reason.practitioner ? nameOf(reason.practitioner) : null;
        return { code: reason.code, text: words.reason(reason), name };
      });
      const said = grouped(told).map(({ text }) => text);
      const rest = said.length - shownPerCause;
      const more = rest > 0 ? ` And ${rest} more ${rest === 1 ? "reason" : "reasons"}.` : "";
      return `${rule}, ${title}: ${said.slice(0, shownPerCause).join(" ")}${more}`;
    }),
    candidates: causes.flatMap(({ rule, couldCover }) => {
      if (couldCover.length === 0) return [];
      const names = couldCover.slice(0, candidatesShown).map(nameOf).join(", ");
      const rest = couldCover.length - candidatesShown;
      return [`${rule}: ${names}${rest > 0 ? ` and ${rest} more` : ""}`];
    }),
  }));
}
