import type { AppLoadContext } from "@remix-run/node";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { raterSubject } from "#app/domain/training/feedback/feedback-round.ts";
import * as answerPage from "#app/routes/training/feedback/feedback-answer.tsx";
import * as begin from "#app/routes/training/feedback/feedback-begin.tsx";
import * as linkPage from "#app/routes/training/feedback/feedback-link.tsx";
import * as records from "#app/routes/training/fellowship/records.tsx";
import { type TrainingWorld, trainingWorld } from "#test/operations/training/world.ts";
import { visitAs } from "./visit.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

const emails = Array.from({ length: 8 }, (_, i) => `rater${i}@north.test`).join("\n");

function typed(changed: Record<string, string> = {}) {
  return {
    id: uuidv7(),
    fellowshipId: world.fellowshipId,
    subjectCode: "CIC-SYS-02",
    raters: emails,
    lastDay: "2026-12-20",
    ...changed,
  };
}

/** Calls as a browser without account would. */
function edge(path: string, { cookie = "", form }: { cookie?: string; form?: object } = {}) {
  const request = new Request(`http://localhost${path}`, {
    method: form ? "POST" : "GET",
    headers: { Cookie: cookie },
    body: form ? new URLSearchParams(form as Record<string, string>) : undefined,
  });
  const context = { house: world.house, requestId: "test", clientAddress: "192.0.2.1" };
  const params = { token: path.split("/")[2] ?? "" };
  return { request, context: context as unknown as AppLoadContext, params };
}

it("answers a form that cannot be carried out with 422, words at the field, and what was typed", async () => {
  const form = typed({ raters: `${emails}\nnobody` });
  const reply = await visitAs(world, "fellow", begin.action, "/feedback/new", { form });
  expect(reply.status).toBe(422);
  expect(reply.data).toMatchObject({
    fields: { raters: "“nobody” is no e-mail address. Write one on each line." },
    typed: { raters: form.raters },
  });
});

it("takes ten megabytes pasted as addresses for what they are", async () => {
  const form = typed({ raters: "a@north.test ".repeat(800_000) });
  const reply = await visitAs(world, "fellow", begin.action, "/feedback/new", { form });
  expect(reply.status).toBe(422);
});

it("exchanges a link for a cookie, keeps what was typed, and takes the answers once", async () => {
  const begun = await visitAs(world, "fellow", begin.action, "/feedback/new", { form: typed() });
  expect(begun.location).toBe("/feedback?done=begun");
  const [mail] = await world.house.sql<{ body: string }[]>`
    select body from mail_outbox where subject = ${raterSubject} limit 1`;
  const link = /\/give-feedback\/\S+/.exec(mail?.body ?? "")?.[0] ?? "";
  expect((await linkPage.loader(edge(link))).data).toMatchObject({ rater: { isUsed: false } });
  const opened = (await linkPage.action(edge(link, { form: {} }))) as Response;
  const set = opened.headers.get("Set-Cookie") ?? "";
  expect(opened.headers.get("Location")).toBe("/give-feedback");
  expect(set).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=43200/);
  const cookie = set.split(";")[0] ?? "";
  const back = await linkPage.loader(edge(link, { cookie })).catch((thrown: unknown) => thrown);
  expect((back as Response).headers.get("Location")).toBe("/give-feedback");
  expect(await linkPage.loader(edge(link))).toMatchObject({
    data: { rater: null },
    init: { status: 410 },
  });
  const without = await answerPage.loader(edge("/give-feedback"));
  expect(without).toMatchObject({ fellow: null, given: false });
  const empty = { group: "nurse", text: "Keep going.", roles: "" };
  const refused = await answerPage.action(edge("/give-feedback", { cookie, form: empty }));
  expect(refused).toMatchObject({
    data: { fields: { "shared-picture": "Answer at least one of the questions." }, typed: empty },
    init: { status: 422 },
  });
  const form = { ...empty, roles: "4", overview: "5" };
  for (const _ of [1, 2]) {
    const sent = (await answerPage.action(edge("/give-feedback", { cookie, form }))) as Response;
    expect(sent.headers.get("Location")).toBe("/give-feedback?done=given");
    expect(sent.headers.get("Set-Cookie")).toContain("Max-Age=0");
  }
  const given = await world.house.sql`select levels, rater_group from feedback_response`;
  expect(given).toEqual([{ levels: { roles: 4, overview: 5 }, rater_group: "nurse" }]);
});

it("says beside the one choice what is wrong with the kind or the code of a record", async () => {
  const path = `/fellows/${world.fellowshipId}/records`;
  const params = { fellowship: world.fellowshipId };
  const form = {
    id: uuidv7(),
    personId: world.people.fellow,
    programmeId: world.programmeId,
    when: "2026-11-01",
  };
  const post = (what: string) =>
    visitAs(world, "director", records.action, path, { form: { ...form, what }, params });
  expect(await post("")).toMatchObject({
    status: 422,
    data: { fields: { what: expect.any(String) } },
  });
  expect(await post("exam:ALS")).toMatchObject({
    status: 422,
    data: {
      fields: { what: "Choose what was completed from the list." },
      typed: { what: "exam:ALS" },
    },
  });
  expect(await post("exam:EXAM-CIC")).toMatchObject({ status: 302 });
  const own = await visitAs(world, "fellow", records.loader, "/progress/records");
  expect(own.data).toMatchObject({
    isOwn: true,
    mayRecord: false,
    records: [{ name: "Knowledge examination in acute cardiovascular care", state: "Holds" }],
  });
});
