import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { loader as api } from "#app/routes/api/unit-shock-team.ts";
import { loader as activation, action as change } from "#app/routes/coverage/activation.tsx";
import {
  action as correct,
  loader as correctPage,
} from "#app/routes/coverage/activation-correct.tsx";
import { action as record, loader as recordPage } from "#app/routes/coverage/activation-new.tsx";
import { loader as list } from "#app/routes/coverage/activations.tsx";
import { loader as csv } from "#app/routes/coverage/activations-csv.ts";
import { loader as overview } from "#app/routes/coverage/network.tsx";
import { loader as overviewCsv } from "#app/routes/coverage/network-csv.ts";
import { loader as team } from "#app/routes/coverage/shock-team.tsx";
import { network } from "#test/operations/coverage/network.ts";
import { browser, formOf, said } from "#test/routes/roster/pages.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const net = await network(house);
let lead: Awaited<ReturnType<typeof browser>>;
let stranger: typeof lead;
let token: string;
type Page<T extends (...args: never[]) => unknown> = Exclude<Awaited<ReturnType<T>>, Response>;

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "advanced" });
  const other = await net.addUnit({ code: "other" });
  lead = await browser(house, await net.addLead("Ulla Unit", ward));
  stranger = await browser(house, await net.addLead("Otto Other", other));
  token = await net.addToken(["staffing:read"], [ward]);
  clock.advance(60_000);
});

const fields = (more: Record<string, string> = {}) => ({
  id: uuidv7(),
  activatedAt: "2026-11-22T04:12",
  scaiStage: "D",
  mcs: "started",
  "devices[]": "va_ecmo",
  unloadingPlan: "yes",
  exitStrategy: "no",
  ...more,
});

/** Calls an address below a unit: the loader finds the call by the id in it. */
async function at(route: unknown, path: string, body?: FormData, who = lead) {
  const id = /activations\/([0-9a-f-]{36})/.exec(path)?.[1];
  type Route = Parameters<typeof lead.visit>[0];
  const withParams: Route = (args) =>
    (route as Route)({ ...args, params: { ...args.params, activation: id } });
  return who.visit(withParams, path, body);
}

it("shows the team of a unit that published nothing as unknown, never as a blank", async () => {
  const page = (await lead.visit(team, "/units/ward/shock-team")) as Page<typeof team>;
  expect(page.team.value).toBe("unknown");
  expect(page.team.seats).toHaveLength(9);
  expect(page.team.seats[0]?.reasons[0]).toContain("No roster");
});

it("answers a machine of the unit, and refuses what it cannot read", async () => {
  const ask = async (unit: string, query = "") => {
    const request = new Request(`http://localhost/api/v1/units/${unit}/shock-team${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const context = { house, requestId: "r", clientAddress: "192.0.2.1" };
    return api({ request, params: { unit }, context });
  };
  expect(await (await ask("ward")).json()).toMatchObject({ answer: "unknown", distinctPeople: 4 });
  expect((await ask("ward", "?when=now")).status).toBe(400);
  expect((await ask("ward", "?at=yesterday")).status).toBe(400);
  expect((await ask("other")).status).toBe(403);
  expect((await ask("nowhere")).status).toBe(404);
});

it("keeps what was typed where something is missing, and records it once that is given", async () => {
  const page = (await lead.visit(recordPage, "/units/ward/activations/new")) as Page<
    typeof recordPage
  >;
  expect(page.choices.devices.map(({ value }) => value)).toContain("va_ecmo");
  const send = async (more: Record<string, string>) =>
    said(await lead.visit(record, "/units/ward/activations/new", formOf(fields(more))));
  expect(await send({ exitStrategy: "" })).toMatchObject({
    status: 422,
    data: { fields: { exitStrategy: expect.any(String) }, typed: { scaiStage: "D" } },
  });
  expect(await send({ activatedAt: "2026-10-25T02:30" })).toMatchObject({
    status: 422,
    data: { fields: { activatedAt: expect.stringContaining("twice") } },
  });
  // Before the portal knew the unit nobody was told anything.
  expect(await send({ activatedAt: "2026-11-22T04:11" })).toMatchObject({
    status: 422,
    data: { fields: { activatedAt: expect.any(String) } },
  });
  expect(await send({})).toMatchObject({
    status: 302,
    to: expect.stringMatching(/^\/units\/ward\/activations\/[0-9a-f-]{36}$/),
  });
});

it("shows a call with its flags, corrects it, and leads from the old address to the new one", async () => {
  const sent = fields();
  const form = formOf(sent);
  const { to } = said(await lead.visit(record, "/units/ward/activations/new", form));
  const page = (await at(activation, to ?? "")) as Page<typeof activation>;
  expect(page.call.flags).toEqual([
    "VA-ECMO without a full team",
    "VA-ECMO started without an exit strategy",
  ]);
  // Nobody is appointed to its posts, which is a plain no; who is on duty nobody knows.
  expect(page.call.answers).toMatchObject({ unit: "no", team: "unknown" });
  const shown = (await at(correctPage, `${to}/correct`)) as Page<typeof correctPage>;
  expect(shown.first).toMatchObject({ activatedAt: "2026-11-22T04:12", exitStrategy: false });
  const wish = fields({ supersedes: sent.id, exitStrategy: "yes" });
  const missing = said(await at(correct, `${to}/correct`, formOf(wish)));
  expect(missing).toMatchObject({ status: 422, data: { fields: { reason: expect.any(String) } } });
  const done = said(await at(correct, `${to}/correct`, formOf({ ...wish, reason: "wrong_plan" })));
  expect(done.status).toBe(302);
  expect(said(await at(activation, to ?? ""))).toMatchObject({ status: 302, to: done.to });
  const joined = { what: "join", id: uuidv7(), seat: "other", mode: "call" };
  const nobody = { ...joined, personId: uuidv7(), joinedAt: "2026-11-22T04:12" };
  expect(said(await at(change, done.to ?? "", formOf(nobody)))).toMatchObject({
    status: 422,
    data: { fields: { personId: expect.any(String) } },
  });
});

it("takes the time at which support began on the unit's clock, and shows its minutes", async () => {
  const sent = fields();
  const { to } = said(await lead.visit(record, "/units/ward/activations/new", formOf(sent)));
  const send = async (more: Record<string, string>) =>
    said(await at(change, to ?? "", formOf({ what: "support", id: uuidv7(), ...more })));
  expect(await send({ startedAt: "2026-10-25T02:30" })).toMatchObject({
    status: 422,
    data: { fields: { startedAt: expect.stringContaining("twice") } },
  });
  expect(await send({ startedAt: "2026-11-22T04:11" })).toMatchObject({
    status: 422,
    data: { fields: { startedAt: "This is before the team was called." } },
  });
  expect(await send({ startedAt: "2026-11-22T04:12" })).toMatchObject({ status: 302, to });
  const page = (await at(activation, to ?? "")) as Page<typeof activation>;
  expect(page.call).toMatchObject({ callToDeviceMinutes: 0, support: { by: "Ulla Unit" } });
  expect(page.call.versions.map(({ why }) => why)).toEqual([
    "Recorded",
    "When support began, recorded",
  ]);
});

it("lists calls and the share as figures, and to others there is no such page", async () => {
  const page = (await lead.visit(list, "/units/ward/activations")) as Page<typeof list>;
  expect(page).toMatchObject({
    ...{ count: 3, target: 100 },
    all: { cases: 3, full: 0, share: 0, toDevice: { cases: 1, median: 0 } },
  });
  const calls = await ((await lead.visit(csv, "/units/ward/activations.csv")) as Response).text();
  expect(calls.split("\r\n")[1]).toMatch(/^ward,2026-11-22T03:12:00Z,2026-11-22T04:12,D,started,/);
  const months = (await lead.visit(csv, "/units/ward/activations.csv?by=month")) as Response;
  expect((await months.text()).split("\r\n").at(-2)).toBe("2026-11,3,0,0,,,,,1,0,0,0");
  for (const route of [list, csv])
    expect(said(await stranger.visit(route, "/units/ward/activations")).status).toBe(404);
  expect(said(await stranger.visit(recordPage, "/units/ward/activations/new")).status).toBe(403);
});

it("shows the network that somebody may see, counts first, and the same as CSV", async () => {
  const page = (await lead.visit(overview, "/network?answer=no&tier=nonsense")) as Page<
    typeof overview
  >;
  expect(page).toMatchObject({
    all: { all: 1, no: 1 },
    regions: [{ key: "r", tally: { all: 1 } }],
    lines: [{ code: "ward", answer: "no", team: "unknown" }],
  });
  const none = (await lead.visit(overview, "/network?answer=yes")) as Page<typeof overview>;
  expect(none.lines).toEqual([]);
  const text = await ((await lead.visit(overviewCsv, "/network.csv?region=r")) as Response).text();
  expect(text.split("\r\n")[1]).toMatch(/^2026-11-22T03:13:00Z,r,advanced,ward,Unit ward,no,/);
});
