import { nameOfCode } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { forever, type Instant, type Interval } from "#app/domain/time/interval.ts";
import type { ShownPerson } from "#app/operations/people/show-people.server.ts";
import type { PersonContext } from "./context.server.ts";

/** What others gave a person, in days and words, as the record pages show it. */
export function recordLines({ content, now }: PersonContext, shown: ShownPerson) {
  const { zone } = shown;
  const days = ({ start, end }: Interval) => ({ start, end: end === forever ? null : end });
  return {
    zone,
    registrations: shown.registrations.map(({ id, authority, number, during }) => ({
      id,
      registration: `${authority}:${number}`,
      ...days(during),
    })),
    licences: shown.licences.map(({ during, ...each }) => ({
      id: each.id,
      jurisdiction: each.jurisdiction,
      number: each.number,
      source: each.source,
      state: each.outcome === "unreadable" ? ("unknown" as const) : stateAt(during, null, now),
      checkedBy: each.checkedByName,
      checkedAt: each.checkedAt,
      ...days(during),
    })),
    outside: shown.outside.map(({ during, ...each }) => ({
      id: each.id,
      code: each.code,
      name: nameOfCode(content, each.code),
      number: each.number,
      state:
        each.standing === "attested"
          ? ("attested" as const)
          : stateAt(during, each.reverifyBy, now),
      source: each.source,
      method: say(content.copy, `methods.${each.method}`),
      verifiedBy: each.verifiedByName,
      verifiedAt: each.verifiedAt,
      reverifyBy: each.reverifyBy,
      ...days(during),
    })),
  };
}

/** As answers read it: past its next check nobody knows whether it still counts. */
function stateAt(
  during: Interval,
  reverifyBy: Instant | null,
  now: Instant,
): "issued" | "unknown" | "expired" {
  if (now >= during.end) return "expired";
  return reverifyBy !== null && now >= reverifyBy ? "unknown" : "issued";
}
