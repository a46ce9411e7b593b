import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { stretchAt } from "#app/domain/credential/standing.ts";
import { timelinesOf } from "#app/domain/credential/timeline.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { standingRules } from "#app/operations/coverage/facts.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import * as committee from "#app/routes/signoff/committee.tsx";
import * as entrustmentNew from "#app/routes/signoff/entrustment-new.tsx";
import { headOf } from "#db/ledger.server.ts";
import { everything } from "#db/store/known.server.ts";
import { holderRecords } from "#db/store/standing.server.ts";
import { allowed, joined } from "#test/operations/people/world.ts";
import { meetingOf } from "#test/operations/signoff/meeting-world.ts";
import { type SignOffWorld, signOffWorld } from "#test/operations/signoff/world.ts";
import { visitAs } from "../training/visit.ts";

let world: SignOffWorld;
/** Of the fellowships that a test decides on, the meeting that goes on about them. */
let meetingId: string;
const path = "/committee/entrustments/new";

beforeAll(async () => {
  world = await signOffWorld();
  meetingId = await meetingOf(world);
});

const seq = async () => (await headOf(world.house.db)).seq;

/** The form as it stands on the anchor's day, filled in. */
function typed(changed: Record<string, string> = {}) {
  const { fellowshipId } = world;
  const chosen = { id: uuidv7(), meetingId, fellowshipId, epa: "EPA-01", level: "3" };
  return { ...chosen, firstDay: "2026-11-22", lastDay: "", ...changed };
}

function decide(form: Record<string, string>) {
  return visitAs(world, "member1", entrustmentNew.action, path, { form });
}

/** A fellow of their own, in a meeting of their own, for a test that counts decisions. */
async function anotherFellow(name: string) {
  const { house, clock, programmeId } = world;
  const grant = { role: "fellow" as const, scopeKind: "programme" as const, scopeId: programmeId };
  const fellowId = await joined(house, `${name}@coast.example`, [grant]);
  const startsAt = later(clock.now(), -30 * day);
  const wish = { id: uuidv7(), fellowId, programmeId, startsAt };
  const { id } = allowed(await beginFellowship(await world.as("director"), wish));
  return { fellowshipId: id, meetingId: await meetingOf(world, { agenda: [id] }) };
}

async function agenda(name: "member1" | "director" = "member1") {
  const { data } = await visitAs(world, name, committee.loader, "/committee");
  return data as Awaited<ReturnType<typeof committee.loader>>;
}

/** The codes that count for the fellow now. */
async function counting() {
  const { house, clock, people } = world;
  const records = await house.db.transaction((tx) =>
    holderRecords(tx, [people.fellow], everything),
  );
  const record = records.get(people.fellow);
  const timelines = record ? timelinesOf(record, standingRules(house.content)) : [];
  const now = clock.now();
  return timelines.filter((t) => stretchAt(t, now)?.counts === "yes").map((t) => t.code);
}

it("offers the fellows of the committee, the activities and the five anchors, none chosen beforehand", async () => {
  const { data } = await visitAs(world, "member1", entrustmentNew.loader, path);
  const form = data as Awaited<ReturnType<typeof entrustmentNew.loader>>;
  expect(form.fellows.map((each) => each.value)).toContain(world.fellowshipId);
  expect(form.anchors.map((each) => each.level)).toEqual([1, 2, 3, 4, 5]);
  expect(form.epas).toHaveLength(15);
  expect(form.sentences.join()).toContain(
    "EPA-01 at level 3 or above lets a fellow meet FELLOW-L3",
  );
});

it("lets a fellow meet FELLOW-L3 from now on, for a year, and stands on the committee's page", async () => {
  expect(await counting()).toEqual([]);
  const sent = await decide(typed());
  expect(sent).toMatchObject({ status: 302, location: "/committee?done=entrusted" });
  expect(await counting()).toEqual(["FELLOW-L3"]);
  const { decisions, mayDecide } = await agenda();
  expect(mayDecide).toBe(true);
  expect(decisions).toMatchObject([
    {
      name: "fellow",
      epa: expect.stringMatching(/^EPA-01 /),
      level: expect.stringMatching(/^3, /),
      counts: ["FELLOW-L3"],
      when: "22 Nov 2026 to 21 Nov 2027",
      by: "member1",
    },
  ]);
  world.clock.advance(60_000);
  await decide(typed({ level: "2" }));
  expect(await counting()).toEqual(["FELLOW-L2"]);
  expect((await agenda()).decisions.map((each) => each.level[0])).toEqual(["2"]);
});

it("takes over from the one before on a later first day, and both stand until then", async () => {
  const about = await anotherFellow("bo");
  await decide(typed({ ...about, epa: "EPA-02", lastDay: "2027-03-31" }));
  world.clock.advance(60_000);
  await decide(typed({ ...about, epa: "EPA-02", level: "4", firstDay: "2027-01-01" }));
  const rows = (await agenda("director")).decisions.filter((each) => each.name === "bo");
  expect(rows.map(({ when, counts }) => [when, counts])).toEqual([
    ["22 Nov 2026 to 31 Dec 2026", []],
    ["1 Jan 2027 to 31 Dec 2027", []],
  ]);
});

it("is the same when its form is sent twice", async () => {
  const form = typed(await anotherFellow("cy"));
  const first = await decide(form);
  const once = await seq();
  expect(await decide(form)).toEqual(first);
  expect(await seq()).toBe(once);
});

it.each([
  [{ level: "" }, "level"],
  [{ level: "6" }, "level"],
  [{ fellowshipId: uuidv7() }, "fellowshipId"],
  [{ meetingId: "" }, "meetingId"],
  [{ firstDay: "2026-11-21" }, "firstDay"],
  [{ firstDay: "2026-12-01", lastDay: "2026-11-30" }, "lastDay"],
])("refuses %o with 422 at its field and keeps what was typed", async (changed, field) => {
  const before = await seq();
  const form = typed(changed as Record<string, string>);
  const { status, data } = await decide(form);
  expect(status).toBe(422);
  expect(data).toMatchObject({ fields: { [field]: expect.any(String) }, typed: form });
  expect(await seq()).toBe(before);
});

it("says so when the record refuses it, and keeps what was typed", async () => {
  const form = typed(await anotherFellow("di"));
  await decide(form);
  const other = { ...form, level: "5" };
  const { status, data } = await decide(other);
  expect(status).toBe(409);
  expect(data).toMatchObject({ words: expect.stringContaining("other content"), typed: other });
});

it("is refused by a meeting without its quorum, and keeps what was typed", async () => {
  const { fellowshipId } = await anotherFellow("ed");
  const present = ["member1", "member2"] as const;
  const small = await meetingOf(world, { agenda: [fellowshipId], present });
  const form = typed({ fellowshipId, meetingId: small });
  const { status, data } = await decide(form);
  expect(status).toBe(409);
  expect(data).toMatchObject({ words: expect.stringContaining("needs 3 members"), typed: form });
});

it("is for the committee alone", async () => {
  for (const name of ["director", "fellow", "senior", "registrar"] as const) {
    expect((await visitAs(world, name, entrustmentNew.loader, path)).status).toBe(403);
    const sent = await visitAs(world, name, entrustmentNew.action, path, { form: typed() });
    expect(sent.status).toBe(403);
  }
  expect((await agenda("director")).mayDecide).toBe(false);
});
