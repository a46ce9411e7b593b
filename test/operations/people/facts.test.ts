import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { day, formatInstant } from "#app/domain/time/instant.ts";
import {
  correctExternalCredential,
  recordExternalCredential,
} from "#app/operations/credential/record-external-credential.server.ts";
import { correctLicence, recordLicence } from "#app/operations/people/record-licence.server.ts";
import {
  correctRegistration,
  recordRegistration,
} from "#app/operations/people/record-registration.server.ts";
import {
  correctPrivilege,
  recordPrivilege,
} from "#app/operations/roster/record-privilege.server.ts";
import { headOf } from "#db/ledger.server.ts";
import { outsideCredentialsOf } from "#db/store/external-credentials.server.ts";
import { licencesOf } from "#db/store/people/licences.server.ts";
import { registrationsHeld } from "#db/store/registrations.server.ts";
import { privilegesAt } from "#db/store/units.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { allowed, as, everywhere, joined, ofUnit, organisation, refusal, unitIn } from "./world.ts";

let world: FreshHouse;
let registrar: string;
let lead: string;
let unit: string;

beforeAll(async () => {
  world = await freshHouse();
  unit = await unitIn(world.house, await organisation(world.house, "north"), "unit-one");
  registrar = await joined(world.house, "reg@north.example", [everywhere("registrar")]);
  lead = await joined(world.house, "lead@north.example", [ofUnit("unit_lead", unit)]);
});

let count = 0;
async function somebody() {
  count += 1;
  return joined(world.house, `doctor-${count}@north.example`, []);
}

const seq = async () => (await headOf(world.house.db)).seq;
const year = { validFrom: "2026-01-01", validThrough: "2026-12-31", timeZone: "Europe/Berlin" };
const read = <T>(work: Parameters<FreshHouse["house"]["db"]["transaction"]>[0]) =>
  world.house.db.transaction(work) as Promise<T>;

describe("a registration", () => {
  const of = (personId: string, number: string) => ({
    id: uuidv7(),
    personId,
    authority: "GMC",
    number,
    ...year,
  });
  const held = (number: string, known: number) =>
    world.house.db.transaction((tx) => registrationsHeld(tx, [`GMC:${number}`], known));

  it("is known from its entry on, and a correction changes only what is known later", async () => {
    const ida = await somebody();
    const ctx = await as(world.house, registrar);
    const before = await seq();
    const first = of(ida, "100");
    allowed(await recordRegistration(ctx, first));
    const recorded = await seq();
    const ending = { id: uuidv7(), of: first.id, kind: "end" as const };
    allowed(
      await correctRegistration(ctx, {
        ...ending,
        lastDay: "2026-06-30",
        timeZone: "Europe/Berlin",
      }),
    );
    const ended = await seq();
    expect(await held("100", before)).toEqual([]);
    const ends = async (known: number) =>
      (await held("100", known)).map((f) => formatInstant(f.during.end));
    expect(await ends(recorded)).toEqual(["2026-12-31T23:00:00Z"]);
    expect(await ends(ended)).toEqual(["2026-06-30T22:00:00Z"]);
  });

  it("that never held leaves nothing to later knowledge, and everything to earlier", async () => {
    const ctx = await as(world.house, registrar);
    const wrong = of(await somebody(), "200");
    allowed(await recordRegistration(ctx, wrong));
    const recorded = await seq();
    allowed(await correctRegistration(ctx, { id: uuidv7(), of: wrong.id, kind: "void" }));
    expect(await held("200", recorded)).toHaveLength(1);
    expect(await held("200", await seq())).toEqual([]);
  });

  it("belongs to one person at a time", async () => {
    const ctx = await as(world.house, registrar);
    allowed(await recordRegistration(ctx, of(await somebody(), "300")));
    const other = await recordRegistration(ctx, of(await somebody(), "300"));
    expect(refusal(other)).toBe("registration_taken");
    const later = {
      ...of(await somebody(), "300"),
      validFrom: "2027-01-01",
      validThrough: undefined,
    };
    expect(refusal(await recordRegistration(ctx, later))).toBeNull();
  });

  it("is corrected once: the second correction must start from the first", async () => {
    const ctx = await as(world.house, registrar);
    const fact = of(await somebody(), "400");
    allowed(await recordRegistration(ctx, fact));
    const ending = { id: uuidv7(), of: fact.id, kind: "end" as const };
    allowed(await correctRegistration(ctx, ending));
    expect(refusal(await correctRegistration(ctx, ending))).toBeNull();
    const fork = { ...ending, id: uuidv7() };
    expect(refusal(await correctRegistration(ctx, fork))).toBe("already_corrected");
    const onward = { id: uuidv7(), of: ending.id, kind: "void" as const };
    expect(refusal(await correctRegistration(ctx, onward))).toBeNull();
  });

  it("is the same when its form is sent twice", async () => {
    const ctx = await as(world.house, registrar);
    const fact = of(await somebody(), "500");
    allowed(await recordRegistration(ctx, fact));
    const once = await seq();
    allowed(await recordRegistration(ctx, fact));
    expect(await seq()).toBe(once);
  });

  it("is not recorded by whoever has no role for it", async () => {
    const ctx = await as(world.house, lead);
    expect(refusal(await recordRegistration(ctx, of(lead, "600")))).toBe("not_permitted");
  });
});

describe("a licence", () => {
  const of = (personId: string) => ({
    id: uuidv7(),
    personId,
    jurisdiction: "DE",
    number: "L-1",
    outcome: "verified" as const,
    source: "State register",
    ...year,
  });

  it("names who looked it up and when, and a new check takes the old one's place", async () => {
    const ctx = await as(world.house, registrar);
    const ida = await somebody();
    const first = of(ida);
    allowed(await recordLicence(ctx, first));
    const known = await seq();
    world.clock.advance(day);
    const again = { ...of(ida), outcome: "unreadable" as const, supersedes: first.id };
    allowed(await recordLicence(await as(world.house, registrar), again));
    const outcomes = async (through: number) =>
      (
        await read<{ outcome: string; checkedBy: string }[]>((tx) => licencesOf(tx, ida, through))
      ).map((each) => each.outcome);
    expect(await outcomes(known)).toEqual(["verified"]);
    expect(await outcomes(await seq())).toEqual(["unreadable"]);
    allowed(await correctLicence(ctx, { id: uuidv7(), of: again.id, kind: "void" }));
    expect(await outcomes(await seq())).toEqual([]);
  });

  it("is looked up by somebody else, never by its holder", async () => {
    const ctx = await as(world.house, registrar);
    expect(refusal(await recordLicence(ctx, of(registrar)))).toBe("own_record");
  });
});

describe("an outside credential", () => {
  const of = (personId: string, standing: "attested" | "verified") => ({
    id: uuidv7(),
    personId,
    code: "BASE-CARD",
    standing,
    source: "Register of the society",
    method: standing === "attested" ? ("self_declaration" as const) : ("register_lookup" as const),
    ...year,
  });
  const shown = (personId: string) =>
    world.house.db.transaction((tx) => outsideCredentialsOf(tx, personId, Number.MAX_SAFE_INTEGER));

  it("when verified is to be checked again after as many months as content says", async () => {
    const ctx = await as(world.house, registrar);
    const ida = await somebody();
    allowed(await recordExternalCredential(ctx, of(ida, "verified")));
    const [held] = await shown(ida);
    const months = world.house.content.externals.get("BASE-CARD")?.reverifyMonths.value ?? 0;
    const wanted = new Date(world.clock.now());
    wanted.setUTCMonth(wanted.getUTCMonth() + months);
    expect(held?.standing).toBe("verified");
    expect(held?.reverifyBy).toBe(wanted.getTime());
  });

  it("when attested waits for a check, which takes its place", async () => {
    const ctx = await as(world.house, registrar);
    const ida = await somebody();
    const said = of(ida, "attested");
    allowed(await recordExternalCredential(ctx, said));
    expect((await shown(ida)).map((each) => [each.standing, each.reverifyBy])).toEqual([
      ["attested", null],
    ]);
    allowed(await recordExternalCredential(ctx, { ...of(ida, "verified"), supersedes: said.id }));
    expect((await shown(ida)).map((each) => each.standing)).toEqual(["verified"]);
  });

  it("is verified by somebody else, and only of a kind that the content knows", async () => {
    const ctx = await as(world.house, registrar);
    const own = await recordExternalCredential(ctx, of(registrar, "verified"));
    expect(refusal(own)).toBe("own_record");
    const odd = { ...of(await somebody(), "verified"), code: "EXT-HERALDRY" };
    expect(refusal(await recordExternalCredential(ctx, odd))).toBe("unknown_code");
  });

  it("cannot take the place of another kind", async () => {
    const ctx = await as(world.house, registrar);
    const ida = await somebody();
    const base = of(ida, "verified");
    allowed(await recordExternalCredential(ctx, base));
    const other = { ...of(ida, "verified"), code: "ALS", supersedes: base.id };
    expect(refusal(await recordExternalCredential(ctx, other))).toBe("already_corrected");
    allowed(await correctExternalCredential(ctx, { id: uuidv7(), of: base.id, kind: "end" }));
  });
});

describe("a local privilege", () => {
  const of = (personId: string, unitId = unit) => ({
    id: uuidv7(),
    personId,
    unitId,
    code: "va-ecmo-cannulation",
    ...year,
  });

  it("is given and taken by the unit's own lead, and ends at once", async () => {
    const ctx = await as(world.house, lead);
    const ida = await somebody();
    const fact = of(ida);
    allowed(await recordPrivilege(ctx, fact));
    allowed(await correctPrivilege(ctx, { id: uuidv7(), of: fact.id, kind: "end" }));
    const [held] = await world.house.db.transaction((tx) =>
      privilegesAt(tx, unit, Number.MAX_SAFE_INTEGER),
    );
    expect(held).toMatchObject({ personId: ida, grantedBy: lead });
    expect(held?.during.end).toBe(world.clock.now());
  });

  it("is not the business of another unit's lead", async () => {
    const elsewhere = await unitIn(
      world.house,
      await organisation(world.house, "south"),
      "unit-two",
    );
    const ctx = await as(world.house, lead);
    expect(refusal(await recordPrivilege(ctx, of(await somebody(), elsewhere)))).toBe(
      "not_permitted",
    );
  });

  it("ends after it began, or never held", async () => {
    const ctx = await as(world.house, lead);
    const future = { ...of(await somebody()), validFrom: "2030-01-01", validThrough: undefined };
    allowed(await recordPrivilege(ctx, future));
    const ended = await correctPrivilege(ctx, { id: uuidv7(), of: future.id, kind: "end" });
    expect(refusal(ended)).toBe("ends_before_it_starts");
    const voided = await correctPrivilege(ctx, { id: uuidv7(), of: future.id, kind: "void" });
    expect(refusal(voided)).toBeNull();
  });
});
