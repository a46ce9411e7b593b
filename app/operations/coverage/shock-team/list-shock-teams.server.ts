import { shockTeamAnswer } from "#app/domain/coverage/shock-team.ts";
import type { ThreeValued } from "#app/domain/coverage/verdict.ts";
import { permit } from "#app/domain/people/permit.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { later, minute } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { readCoverageFactsIn } from "#db/store/coverage-facts.server.ts";
import { allUnits } from "#db/store/unit-lookup.server.ts";
import { ask, asOf } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { unitsFrom } from "../facts.server.ts";

/** So many units are read at once; between two readings others are answered. */
const together = 50;

/** Whether a full shock team could join a call now, for each of these units that the asker may see. */
export function listShockTeams(
  ctx: Context,
  codes: readonly string[],
): Promise<Result<ReadonlyMap<string, ThreeValued>>> {
  return ask<ReadonlyMap<string, ThreeValued>>(ctx, "coverage.list", {}, async (view) => {
    const asked = await asOf(view, {});
    if (!asked.ok) return asked;
    const { at, knownAt, knownThrough, isNow } = asked.value;
    const wanted = new Set(codes);
    const units = (await allUnits(view.tx, knownThrough)).filter(
      ({ id, code, organisationId }) =>
        wanted.has(code) &&
        permit(ctx.actor, "coverage.ask", { unitId: id, organisationId }, view.now).ok,
    );
    const { shockTeam: standard, current } = ctx.content;
    const window = interval(at, later(at, minute));
    const found = new Map<string, ThreeValued>();
    for (let from = 0; from < units.length; from += together) {
      const some = units.slice(from, from + together);
      const unitIds = some.map(({ id }) => id);
      // Only who is on duty now can join now; of nobody else is anything read.
      const wantedFacts = { unitIds, window, at, knownThrough, who: "present" } as const;
      const rows = await readCoverageFactsIn(view.tx, wantedFacts);
      const options = { standard, version: current.version, isNow };
      for (const { row, facts } of unitsFrom(ctx.content, rows, unitIds, knownAt))
        found.set(row.code, shockTeamAnswer(facts, at, options));
    }
    return allow(found);
  });
}
