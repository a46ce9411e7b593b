import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import type { RuleReply } from "#app/http/rule-proposal.server.ts";
import * as ruleEdit from "#app/routes/coverage/rule-edit.tsx";
import * as ruleRemove from "#app/routes/coverage/rule-remove.tsx";
import * as ruleTemplate from "#app/routes/coverage/rule-template.tsx";
import * as rules from "#app/routes/coverage/rules.tsx";
import * as settings from "#app/routes/coverage/settings.tsx";
import { everywhere, joined, ofUnit, organisation, unitIn } from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { visitAs } from "../training/visit.ts";

let world: FreshHouse & { people: Record<"lead" | "auditor", string> };
const params = { unit: "coast" };

beforeAll(async () => {
  const fresh = await freshHouse();
  const unitId = await unitIn(fresh.house, await organisation(fresh.house, "coast"), "coast");
  const people = {
    lead: await joined(fresh.house, "lead@coast.example", [ofUnit("unit_lead", unitId)]),
    auditor: await joined(fresh.house, "audit@coast.example", [everywhere("auditor")]),
  };
  world = { ...fresh, people };
});

const night = {
  ...{ title: "Echo at night", severity: "block", people: "number", min: "1", presence: "on_call" },
  ...{ "anyOf[]": ["CRED-CCE"], responseMinutes: "20", privilege: "each", when: "always" },
  ...{ window: "hours", "weekdays1[]": ["6", "7"], from1: "18:00", to1: "08:00" },
  ...{ basis: "default", source: "Meeting of the unit" },
};

async function shown(name: "lead" | "auditor" = "lead") {
  const { data } = await visitAs(world, name, rules.loader, "/units/coast/rules", { params });
  return data as Awaited<ReturnType<typeof rules.loader>>;
}
function send(form: Record<string, string | string[]>, more: Record<string, string> = {}) {
  const path = "/units/coast/rules/new";
  return visitAs(world, "lead", ruleEdit.action, path, { form, params: { ...params, ...more } });
}
const confirmed = (basedOn: string) => ({ intent: "save", id: uuidv7(), basedOn, from: "now" });

it("shows what a rule would mean in words before anything is saved", async () => {
  const { status, data } = await send({ ...night, intent: "preview" });
  const reply = data as RuleReply;
  expect(status).toBe(200);
  expect(reply.proposal?.rules[0]?.words).toBe(
    "At least 1 doctor with CRED-CCE (Critical Care Echo) and this unit's privilege for it, on call " +
      "within 20 minutes, on Saturday and Sunday from 18:00 to 08:00 the next day.",
  );
  expect((await shown()).own.rules).toEqual([]);
});

it("says beside its field what cannot be, and keeps all that was typed", async () => {
  const { status, data } = await send({ ...night, min: "0", "weekdays1[]": [], intent: "preview" });
  const reply = data as RuleReply;
  expect(status).toBe(422);
  expect(reply.fields.weekdays1).toMatch(/at least one day/);
  expect(reply.typed).toMatchObject({
    title: "Echo at night",
    anyOf: ["CRED-CCE"],
    from1: "18:00",
  });
  const nobody = (await send({ ...night, min: "0", intent: "preview" })).data as RuleReply;
  expect(nobody.fields.min).toMatch(/asks for nobody/);
  const half = (await send({ ...night, to1: "", intent: "preview" })).data as RuleReply;
  expect(half.fields.to1).toMatch(/both a beginning and an end/);
});

it("gives one row of hours more when asked without a script, and keeps all that was typed", async () => {
  const { status, data } = await send({ ...night, title: "", intent: "add-hours" });
  const { typed, fields } = data as RuleReply;
  expect([status, fields]).toEqual([200, {}]);
  expect(typed).toMatchObject({
    from1: "18:00",
    weekdays1: ["6", "7"],
    from2: "",
    anyOf: ["CRED-CCE"],
  });
  const more = { from2: "12:00", to2: "13:00", "weekdays2[]": ["1"], from3: "", to3: "" };
  const { data: shownThen } = await send({ ...night, ...more, intent: "preview" });
  expect((shownThen as RuleReply).proposal?.rules[0]?.words).toContain(
    "18:00 to 08:00 the next day and on Monday from 12:00 to 13:00",
  );
});

it("goes back to the form with everything when it is to be changed again", async () => {
  const { data } = await send({ ...night, intent: "edit" });
  const reply = data as RuleReply;
  expect([reply.proposal, reply.fields]).toEqual([undefined, {}]);
  expect(reply.typed).toMatchObject({ title: "Echo at night", responseMinutes: "20" });
});

it("adds a rule, changes it, removes it; the history says who did what", async () => {
  const saved = await send({ ...night, ...confirmed("0") });
  expect(saved).toMatchObject({ location: "/units/coast/rules?saved" });
  expect((await shown()).own.rules.map(({ id, title }) => [id, title])).toEqual([
    ["U1", "Echo at night"],
  ]);
  const back = await visitAs(world, "lead", ruleEdit.loader, "/units/coast/rules/U1", {
    params: { ...params, rule: "U1" },
  });
  const { values } = back.data as Awaited<ReturnType<typeof ruleEdit.loader>>;
  expect(values).toMatchObject({ from1: "18:00", weekdays1: ["6", "7"], privilege: "each" });
  await send({ ...night, min: "2", ...confirmed("1") }, { rule: "U1" });
  const removal = { form: confirmed("2"), params: { ...params, rule: "U1" } };
  await visitAs(world, "lead", ruleRemove.action, "/units/coast/rules/U1/remove", removal);
  const { own, history } = await shown("auditor");
  expect(own.rules).toEqual([]);
  expect(history.map(({ version, by }) => [version, by])).toEqual([
    ["3", "lead"],
    ["2", "lead"],
    ["1", "lead"],
  ]);
  expect(history.map(({ lines }) => lines[0]?.split(" ")[0])).toEqual([
    "Removed",
    "Changed",
    "Added",
  ]);
});

it("adds a template under ids that no rule ever had, and refuses it a second time", async () => {
  const template = { params: { ...params, template: "leapfrog" } };
  const path = "/units/coast/rules/templates/leapfrog";
  await visitAs(world, "lead", ruleTemplate.action, path, { ...template, form: confirmed("3") });
  expect((await shown()).own.rules.map(({ id }) => id)).toEqual(["U2", "U3"]);
  const { data } = await visitAs(world, "lead", ruleTemplate.loader, path, template);
  const again = data as Awaited<ReturnType<typeof ruleTemplate.loader>>;
  expect(again.mayAdopt).toBe(false);
  expect(again.proposal.refusals.join(" ")).toContain("U4 asks for the same as U2");
});

it("asks for a later time where it is to hold later, and refuses an earlier one", async () => {
  const form = { ...night, ...confirmed("4"), from: "later" };
  const none = (await send(form)).data as RuleReply;
  expect(none.fields.effectiveAt).toBe("Say from when it is to hold.");
  const past = await send({ ...form, effectiveAt: "2026-11-01T08:00" });
  expect(past.status).toBe(422);
  expect((past.data as RuleReply).fields.effectiveAt).toMatch(/never back-dated/);
  expect((past.data as RuleReply).proposal?.rules).toHaveLength(1);
});

it("lets a lead set hours and ages, older ones only with a reason", async () => {
  const form = {
    ...{ dayStartsAt: "07:00", dayEndsAt: "19:00", service: "hours" },
    ...{ "weekdays1[]": ["1", "2"], from1: "08:00", to1: "12:00" },
    ...{ "weekdays2[]": ["1"], from2: "13:00", to2: "16:00" },
    ...{ pushed: "20000", response: "30", assignment1: "Night", minutes1: "15" },
  };
  const set = (more: Record<string, string | string[]> = {}) =>
    visitAs(world, "lead", settings.action, "/units/coast/settings", {
      form: { ...form, ...more },
      params,
    });
  const refused = await set();
  expect([refused.status, (refused.data as RuleReply).fields.reason]).toEqual([
    422,
    "Give a reason.",
  ]);
  expect((await set({ reason: "The feed is down" })).location).toBe("/units/coast/settings?saved");
  const { data } = await visitAs(world, "lead", settings.loader, "/units/coast/settings", {
    params,
  });
  const { values } = data as Awaited<ReturnType<typeof settings.loader>>;
  expect(values).toMatchObject({ dayStartsAt: "07:00", from1: "08:00", minutes1: "15" });
  expect(values).toMatchObject({ weekdays1: ["1", "2"], weekdays2: ["1"], to2: "16:00" });
  const half = await set({ to1: "" });
  expect([half.status, (half.data as RuleReply).fields]).toEqual([
    422,
    { to1: "Give both a beginning and an end." },
  ]);
  const more = (await set({ intent: "add-assignments" })).data as RuleReply;
  expect(more.typed).toMatchObject({ assignment1: "Night", assignment2: "", from2: "13:00" });
});
