import type { Context } from "#app/operations/context.server.ts";
import type { Coverage } from "#app/operations/coverage/show-coverage.server.ts";
import { wordingFor } from "#app/operations/coverage/wording.server.ts";
import { grouped } from "./grouped-reasons.server.ts";

const candidatesShown = 3;

/**
 * Gaps in words: for each unmet rule the reason that lies nearest to cover and, apart from it, all of its
 * reasons; and who could cover, more than a few of them counted, not listed.
 */
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
      return { rule, title, ...reasonWords(grouped(told)) };
    }),
    candidates: causes.flatMap(({ rule, couldCover }) => {
      if (couldCover.length === 0) return [];
      const names = couldCover.slice(0, candidatesShown).map(nameOf).join(", ");
      const rest = couldCover.length - candidatesShown;
      return [`${rule}: ${names}${rest > 0 ? ` and ${rest} more` : ""}`];
    }),
  }));
}

/** That everybody on duty lacks the same says less of each than of the roster. */
export function reasonWords(said: readonly { readonly code: string; readonly text: string }[]) {
  const all = said.map(({ text }) => text);
  const [first] = said;
  if (!first) return { nearest: "No reason is on record.", all };
  const isLack = said.every(({ code }) => code === "rostered_not_qualified");
  return { nearest: isLack ? "Nobody on duty holds what it asks for." : first.text, all };
}
