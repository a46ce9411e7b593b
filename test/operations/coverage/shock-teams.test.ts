import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/people/grant.ts";
import { hour, later } from "#app/domain/time/instant.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { answerShockTeam } from "#app/operations/coverage/shock-team/answer-shock-team.server.ts";
import { listShockTeams } from "#app/operations/coverage/shock-team/list-shock-teams.server.ts";
import { anchor } from "#test/setup/fixed.ts";
import { freshHouse } from "#test/setup/house.ts";
import { allowed } from "../people/world.ts";

const { house, clock } = await freshHouse({ world: "demo" });
const machine: Actor = {
  ...{ kind: "machine", id: uuidv7(), name: "Roster system" },
  ...{ scopes: ["staffing:read"], unitIds: null },
};
const codes = ["demo-advanced", "demo-intermediate", "demo-basic", "demo-general"];

it.each([0, 5, 9, 17, 26])(
  "says of all units at once what each one's own page says (+%i h)",
  async (hours) => {
    clock.moveTo(later(anchor, hours * hour));
    const ctx = contextAs(house, machine);
    const all = allowed(await listShockTeams(ctx, codes));
    const each = await Promise.all(
      codes.map(async (unitCode) => {
        const { answer } = allowed(await answerShockTeam(ctx, { unitCode }));
        return [unitCode, answer] as const;
      }),
    );
    expect([...all].sort()).toEqual(each.sort());
  },
);
