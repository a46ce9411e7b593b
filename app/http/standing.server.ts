import { say } from "#app/domain/copy.ts";
import type { HeldStanding } from "#app/operations/credential/my-standing.server.ts";
import type { PersonContext } from "./context.server.ts";

/** What somebody holds, with words for reasons and methods. */
export function standingLine({ content }: PersonContext, held: HeldStanding) {
  const { outside, reason, ...rest } = held;
  return {
    ...rest,
    reason: reason ? say(content.copy, `event_reasons.${reason}`) : null,
    outside: outside && {
      source: outside.source,
      method: say(content.copy, `methods.${outside.method}`),
      verifiedAt: outside.verifiedAt,
      reverifyBy: outside.reverifyBy,
    },
  };
}
