import { beforeAll, expect, it } from "vitest";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { localParts } from "#app/domain/time/wall-time.ts";
import { answerOf } from "#app/offline/draft.ts";
import * as draftSend from "#app/routes/offline/draft-send.ts";
import {
  aCase,
  anObservation,
  type TrainingWorld,
  traces,
  trainingWorld,
} from "#test/operations/training/world.ts";
import { visitAs } from "../training/visit.ts";

type Name = keyof TrainingWorld["people"];
type Form = Record<string, string | string[]>;
let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

/** As a form says it: times on the programme's clock, several answers under a name with brackets. */
function asForm(said: Record<string, unknown>): Form {
  const entries = Object.entries(said).map(([name, value]): [string, string | string[]] => {
    if (Array.isArray(value)) return [`${name}[]`, value];
    return [name, name === "when" ? local(value as Instant) : String(value)];
  });
  return Object.fromEntries(entries);
}

function local(at: Instant): string {
  const { year, month, day, hour, minute } = localParts(at, "Europe/Berlin");
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

async function send(kind: "case" | "observation", name: Name, said: Form, of: Name = name) {
  const form = { ...said, draftKind: kind, draftOf: world.people[of] };
  const { status, data } = await visitAs(world, name, draftSend.action, "/drafts/send", { form });
  return { status, data, answer: answerOf(status, data) };
}

it("takes a case once, however often and from however many phones it is sent", async () => {
  const form = asForm(aCase(world));
  const before = await traces(world);
  const all = await Promise.all([1, 2, 3].map(() => send("case", "fellow", form)));
  expect(all.map(({ data }) => data)).toEqual(Array(3).fill({ ok: true, id: form.id }));
  expect(all.map(({ answer }) => answer.outcome)).toEqual(["sent", "sent", "sent"]);
  const after = await traces(world);
  expect([after.cases, after.entries]).toEqual([before.cases + 1, before.entries + 1]);
});

it("takes an observation once, and refuses another one under its id", async () => {
  const form = asForm(anObservation(world));
  const before = await traces(world);
  for (const _ of [1, 2]) {
    expect((await send("observation", "assessor", form)).answer).toEqual({ outcome: "sent" });
  }
  const other = await send("observation", "assessor", { ...form, level: "2" });
  expect(other.answer).toMatchObject({
    outcome: "refused",
    words: ["This was sent before with other content. Nothing was changed."],
  });
  expect((await traces(world)).observations).toBe(before.observations + 1);
});

it("refuses other content under an id that was sent before, and says so", async () => {
  const form = asForm(aCase(world));
  await send("case", "fellow", form);
  const again = await send("case", "fellow", { ...form, role: "assistant" });
  expect(again.status).toBe(409);
  expect(again.data).toMatchObject({ ok: false, code: "same_id_other_content" });
});

it("says beside which field a draft is wrong, and leaves no trace of it", async () => {
  const before = await traces(world);
  const early = await send(
    "case",
    "fellow",
    asForm(aCase(world, { when: later(world.clock.now(), -2_000 * day) })),
  );
  expect(early.data).toMatchObject({
    fields: { when: "The case lies outside your fellowship." },
  });
  const { role: _, ...lacking } = asForm(aCase(world));
  const bad = await send("case", "fellow", lacking);
  expect([bad.status, bad.data]).toMatchObject([422, { fields: { role: "Fill this in." } }]);
  expect(await traces(world)).toEqual(before);
});

it("never records one person's draft as another's", async () => {
  const before = await traces(world);
  const sent = await send("observation", "assessor2", asForm(anObservation(world)), "assessor");
  expect(sent.data).toMatchObject({ ok: false, code: "draft_of_other_person" });
  expect(sent.answer).toEqual({ outcome: "signed_out" });
  expect(await traces(world)).toEqual(before);
});

it("keeps the draft waiting for a sign-in when nobody is signed in", async () => {
  const request = new Request("http://localhost/drafts/send", {
    method: "POST",
    body: new URLSearchParams({ draftKind: "case" }),
  });
  const context = { house: world.house, requestId: "test", clientAddress: "127.0.0.1" };
  const handled = draftSend.action({ request, context, params: {} } as never);
  const reply: unknown = await handled.catch((thrown: unknown) => thrown);
  const { status } = reply as Response;
  expect(answerOf(status, await (reply as Response).json())).toEqual({ outcome: "signed_out" });
});
