import fc from "fast-check";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import {
  type Condition,
  countNames,
  rulePresences,
  StaffingRule,
  serviceNames,
  shiftRoles,
} from "#app/domain/coverage/rule.ts";
import { bases } from "#app/domain/curriculum/schema.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { formOfRule, RuleForm, ruleOfForm } from "#app/http/rule-form.server.ts";
import { ruleChoices } from "#app/http/rule-view.server.ts";
import { formOfSettings, SettingsForm, settingsOfForm } from "#app/http/settings-form.server.ts";
import type { Context } from "#app/operations/context.server.ts";
import type { OwnSettings } from "#app/operations/coverage/change-settings.server.ts";
import { RuleFields } from "#app/routes/coverage/rule-fields.tsx";
import { Ages, Day, Responses, Service } from "#app/routes/coverage/settings-fields.tsx";
import { html } from "./render.ts";
import { sentFrom } from "./sent.ts";

const content = loadContent();
const ctx = { content } as Context;

/** The rule shown in its form, sent as it stands, and read again. */
function through(rule: StaffingRule): StaffingRule | Readonly<Record<string, string>> {
  const typed = formOfRule(rule);
  const page = html(<RuleFields choices={ruleChoices(ctx, rule)} typed={typed} errors={{}} />);
  const form = parseFormData(sentFrom(page), RuleForm);
  if (!form.ok) return form.fields;
  const read = ruleOfForm({ form: form.value, typed: form.typed }, rule.id, rule);
  return read.ok ? read.rule : read.fields;
}

const line = fc
  .string({ minLength: 1, maxLength: 80 })
  .filter((text) => text === text.trim() && /^[^\p{C}\p{Z}][^\p{C}\p{Zl}\p{Zp}]*$/u.test(text));
const number = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0.5, 2.25, 1_440));
const figure = fc.record(
  {
    value: number,
    basis: fc.constantFrom(...bases),
    source: fc.constantFrom("UNIT", "S-LEAPFROG", "SYSTOLE-2026"),
    note: line,
  },
  { requiredKeys: ["value", "basis", "source"] },
);
const code = fc.constantFrom(
  "BASE-CARD",
  "CRED-CIS",
  "CRED-CAN",
  "EXT-IC",
  "FELLOW-L3",
  "OLD-CODE",
);
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 6 });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((each) => String(each).padStart(2, "0")).join(":"));
const hours = fc.record({
  weekdays: fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days) => days.sort((a, b) => a - b)),
  from: clock,
  to: clock,
});
const when: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ count: fc.constantFrom(...countNames), above: fc.integer({ min: 0, max: 99 }) }),
  fc.record({ service: fc.constantFrom(...serviceNames) }),
);

/** Any rule that the model can hold, whether it would be adopted or not. */
const anyRule: fc.Arbitrary<StaffingRule> = fc
  .record(
    {
      title: line,
      severity: fc.constantFrom("block", "warn"),
      roles: fc.uniqueArray(fc.constantFrom(...shiftRoles), { minLength: 1 }),
      anyOf: codes,
      allOf: fc.oneof(fc.constant([]), codes),
      figure,
      count: fc.option(fc.constantFrom(...countNames)),
      presence: fc.constantFrom(...rulePresences),
      responseMinutes: figure,
      window: fc.oneof(
        fc.constantFrom("24x7", "day", "service_hours"),
        fc.array(hours, { minLength: 1, maxLength: 9 }),
      ),
      when,
      privileges: fc.dictionary(code, fc.constantFrom("CRED-CAN", "va-ecmo-cannulation", "odd")),
      post: fc.constantFrom("unit_director", "head_of_old"),
      basis: fc.constantFrom(...bases),
      source: fc.oneof(line, fc.constant("S-LEAPFROG")),
      note: line,
    },
    {
      requiredKeys: [
        ...["title", "severity", "anyOf", "allOf", "figure", "count", "presence", "window"],
        ...["privileges", "post", "basis", "source"],
      ] as never[],
    },
  )
  .map(({ figure: people, count, post, ...rest }) =>
    StaffingRule.parse({
      ...rest,
      id: "U1",
      ...(count ? { minFormula: { count, per: people } } : { min: people }),
      ...(rest.presence === "named" ? { post } : {}),
    }),
  );

it("shows every rule that the model can hold, and gives it back unchanged", () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(through(rule)).toEqual(rule);
    }),
    { numRuns: 150 },
  );
});

it("gives back every rule of the standards and of the templates", () => {
  const { tiers, guard, templates } = content.tiers;
  const all = [...tiers, guard, ...templates].flatMap(({ rules }) => rules);
  expect(all.length).toBeGreaterThan(20);
  for (const rule of all) expect(through(rule)).toEqual(rule);
});

it("loses no hours that were typed and not chosen, but those that a rule is freed of", () => {
  const rule = content.tiers.templates[0]!.rules[0]!;
  const typed = { ...formOfRule(rule), window: "24x7" };
  const form = RuleForm.parse(
    Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== "")),
  );
  const freed = ruleOfForm({ form, typed }, rule.id, rule);
  expect(freed.ok && freed.rule.window).toBe("24x7");
  const added = ruleOfForm({ form, typed }, rule.id, null);
  expect(added.ok ? {} : Object.keys(added.fields)).toEqual(["window"]);
});

it("keeps what a number rests on while the number stays, and no longer", () => {
  const rule = content.tiers.templates[0]!.rules[1]!;
  const typed = { ...formOfRule(rule), basis: "default", source: "Meeting" };
  const read = (more: Record<string, string>) => {
    const form = RuleForm.parse(
      Object.fromEntries(Object.entries({ ...typed, ...more }).filter(([, value]) => value !== "")),
    );
    const found = ruleOfForm({ form, typed: { ...typed, ...more } }, rule.id, rule);
    return found.ok ? found.rule : null;
  };
  expect(read({})?.responseMinutes).toEqual(rule.responseMinutes);
  expect(read({})?.min).toEqual({ value: 1, basis: "default", source: "UNIT" });
  expect(read({ responseMinutes: "10" })?.responseMinutes).toMatchObject({ basis: "default" });
});

/** The settings shown in their form, sent as they stand, and read again. */
function throughSettings(own: OwnSettings) {
  const page = {
    ...{ unit: { code: "u", name: "U", zone: "Europe/Berlin" }, views: [], isSaved: false },
    values: formOfSettings(own, { from: "08:00", to: "18:00" }),
    day: { from: "08:00", to: "18:00" },
    ages: (["pulled", "pushed", "uploaded", "state"] as const).map((kind) => ({
      kind,
      standard: 60,
    })),
    reply: undefined,
  } as unknown as Parameters<typeof Day>[0];
  const parts = [Day, Service, Ages, Responses].map((Part) => html(<Part {...page} />));
  const form = parseFormData(sentFrom(parts.join("")), SettingsForm);
  if (!form.ok) return form.fields;
  const read = settingsOfForm(form.value, form.typed, own);
  return read.ok ? read.own : read.fields;
}

it("shows all that a unit can set for itself, and gives it back unchanged", () => {
  const opening = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    startsAt: clock,
    endsAt: clock,
  });
  const minutes = fc.integer({ min: 1, max: 1_440 });
  const ages = fc.record(
    { pulled: minutes, pushed: minutes, uploaded: minutes, state: minutes },
    { requiredKeys: [] },
  );
  const settings = fc.record({
    dayStartsAt: clock,
    dayEndsAt: clock,
    serviceHours: fc.option(fc.array(opening, { maxLength: 30 })),
    maxAgeMinutes: ages.map((each) => ({ ...each })),
    defaultResponse: fc.dictionary(fc.oneof(fc.constant(""), line), minutes, { maxKeys: 30 }),
  });
  fc.assert(
    fc.property(settings, (own) => {
      expect(throughSettings(own)).toEqual({
        ...own,
        defaultResponse: Object.fromEntries(Object.entries(own.defaultResponse)),
      });
    }),
    { numRuns: 60 },
  );
});
