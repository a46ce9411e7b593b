import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { minute } from "#app/domain/time/instant.ts";
import { contextAs, system } from "#app/operations/context.server.ts";
import { configureUnit } from "#app/operations/roster/configure-unit.server.ts";
import { CreateUnit, createUnit } from "#app/operations/roster/create-unit.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { adoptionsOf, profilesOf } from "#db/store/coverage.server.ts";
import { findUnit } from "#db/store/unit-lookup.server.ts";
import { appointmentsAt } from "#db/store/units.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import {
  allowed,
  as,
  everywhere,
  joined,
  ofUnit,
  organisation,
  refusal,
  unitIn,
  unitWish,
} from "./world.ts";

let world: FreshHouse;
let north: string;
const all = Number.MAX_SAFE_INTEGER;

beforeAll(async () => {
  world = await freshHouse();
  north = await organisation(world.house, "north");
});

const inTurn = <T>(work: Parameters<FreshHouse["house"]["db"]["transaction"]>[0]) =>
  world.house.db.transaction(work) as Promise<T>;

it("refuses a zone that the time-zone database does not know, and says so beside the field", () => {
  for (const timeZone of ["Europe/Atlantis", "+01:00", "", "berlin time"]) {
    const parsed = CreateUnit.safeParse({ ...unitWish(north, "zone"), timeZone });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(["timeZone"]);
  }
});

it("is held to the current standards from its first moment, with tier, services and director", async () => {
  const director = await joined(world.house, "dir@north.example", []);
  const wish = { ...unitWish(north, "unit-a"), tier: "advanced" as const, directorId: director };
  const services = ["va_ecmo_service" as const];
  const { id } = allowed(
    await createUnit(contextAs(world.house, system), {
      ...wish,
      services,
      defaultResponseMinutes: 30,
    }),
  );
  const now = world.clock.now();
  const [adopted] = await inTurn<{ ruleSet: string; version: string; during: { start: number } }[]>(
    (tx) => adoptionsOf(tx, [id], all),
  );
  const { version } = world.house.content.current;
  expect(adopted).toMatchObject({ ruleSet: "standards", version, during: { start: now } });
  const profiles = await inTurn<Awaited<ReturnType<typeof profilesOf>>>((tx) =>
    profilesOf(tx, [id], all),
  );
  expect(profiles.get(id)).toMatchObject([{ tier: "advanced", services: new Set(services) }]);
  const posts = await inTurn<unknown[]>((tx) => appointmentsAt(tx, id, all));
  expect(posts).toMatchObject([{ personId: director, post: "unit_director" }]);
  const unit = await inTurn<Awaited<ReturnType<typeof findUnit>>>((tx) => findUnit(tx, "unit-a"));
  expect(unit?.defaultResponse).toEqual({ "": 30 });
});

it("takes a code once, and the same form twice", async () => {
  const ctx = contextAs(world.house, system);
  const wish = unitWish(north, "unit-b");
  expect(allowed(await createUnit(ctx, wish))).toEqual(allowed(await createUnit(ctx, wish)));
  expect(refusal(await createUnit(ctx, { ...wish, id: uuidv7() }))).toBe("code_taken");
});

it("changes from now on: what held before stays answerable", async () => {
  const unitId = await unitIn(world.house, north, "unit-c");
  const lead = await joined(world.house, "lead@north.example", [ofUnit("unit_lead", unitId)]);
  const before = world.clock.now();
  const known = (await headOf(world.house.db)).seq;
  world.clock.advance(minute);
  const change = {
    unitId,
    tier: "intermediate" as const,
    services: [],
    contact: "+49 30 222",
    maxAgeMinutes: { state: 60 },
  };
  allowed(await configureUnit(await as(world.house, lead), change));
  const tiers = async (through: number) =>
    (
      await inTurn<Awaited<ReturnType<typeof profilesOf>>>((tx) =>
        profilesOf(tx, [unitId], through),
      )
    )
      .get(unitId)
      ?.map(({ tier, during }) => [tier, during.start]);
  expect(await tiers(known)).toEqual([["basic", before]]);
  expect(await tiers(all)).toEqual([
    ["basic", before],
    ["intermediate", world.clock.now()],
  ]);
  const contact = async (through: number) =>
    (await inTurn<Awaited<ReturnType<typeof findUnit>>>((tx) => findUnit(tx, "unit-c", through)))
      ?.contact;
  expect([await contact(known), await contact(all)]).toEqual(["+49 30 100", "+49 30 222"]);
});

it("lets data be older than the standard only with a reason", async () => {
  const unitId = await unitIn(world.house, north, "unit-d");
  const admin = await joined(world.house, "adm@north.example", [everywhere("administrator")]);
  const ctx = await as(world.house, admin);
  const wish = {
    unitId,
    tier: "basic" as const,
    services: [],
    contact: "+49 30 100",
    maxAgeMinutes: { pulled: 600 },
  };
  expect(refusal(await configureUnit(ctx, wish))).toBe("reason_required");
  expect(refusal(await configureUnit(ctx, { ...wish, reason: "hourly export only" }))).toBeNull();
});
