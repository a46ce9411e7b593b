import { describe, expect, it } from "vitest";
import { anchors } from "#app/components/catalogue/progress.tsx";
import { EntrustmentScale } from "#app/components/entrustment-scale.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { DateTimeField, RadioGroup, Select, TextArea, TextField } from "#app/components/field.tsx";
import { attributes, html, words } from "./render.ts";

const options = [
  { value: "a", label: "Stage A" },
  { value: "b", label: "Stage B" },
];

describe("a field", () => {
  const kinds = [
    ["text", <TextField key="t" name="it" label="Label" hint="Hint" error="Error" value="typed" />],
    ["area", <TextArea key="a" name="it" label="Label" hint="Hint" error="Error" value="typed" />],
    [
      "select",
      <Select
        key="s"
        name="it"
        label="Label"
        hint="Hint"
        error="Error"
        value="b"
        options={options}
      />,
    ],
    [
      "local time",
      <DateTimeField
        key="d"
        name="it"
        label="Label"
        hint="Hint"
        error="Error"
        value="2026-10-25T02:30"
        zone="Europe/Berlin"
      />,
    ],
  ] as const;

  it.each(kinds)("of %s has its label, its hint and its error tied to it", (_, field) => {
    const page = html(field);
    expect(page).toContain('<label class="field-label" for="it">');
    expect(attributes(page, "id").filter((id) => id === "it")).toHaveLength(1);
    for (const id of attributes(page, "aria-describedby").flatMap((ids) => ids.split(" "))) {
      expect(page).toContain(`id="${id}"`);
    }
    expect(attributes(page, "aria-describedby")).toEqual(["it-hint it-error"]);
    expect(page).toContain('aria-invalid="true"');
  });

  it("keeps what was typed", () => {
    expect(html(<TextField name="it" label="Label" value="GMC:7" />)).toContain('value="GMC:7"');
    expect(html(<TextArea name="it" label="Label" value="Calm" />)).toContain(">Calm</textarea>");
    expect(html(<Select name="it" label="Label" value="b" options={options} />)).toMatch(
      /value="b" selected=""/,
    );
    expect(html(<RadioGroup name="it" label="Label" value="b" options={options} />)).toMatch(
      /checked="" value="b"/,
    );
  });

  it("of several choices is a group with a name, each choice with its own label", () => {
    const page = html(
      <RadioGroup name="it" label="Stage" options={options} error="Choose a stage" />,
    );
    expect(page).toContain("<legend");
    const ids = attributes(page, "id");
    for (const target of attributes(page, "for")) expect(ids).toContain(target);
    expect(attributes(page, "for")).toHaveLength(2);
  });

  it("of local time says its zone", () => {
    expect(words(<DateTimeField name="it" label="When" zone="Europe/Berlin" />)).toContain(
      "Europe/Berlin",
    );
  });
});

describe("the error summary", () => {
  it("links each error to its field, the first choice of a group included", () => {
    const form = html(
      <form>
        <ErrorSummary
          errors={[
            { field: "when", message: "Say when" },
            { field: "stage", message: "Choose" },
          ]}
        />
        <TextField name="when" label="When" error="Say when" />
        <RadioGroup name="stage" label="Stage" options={options} error="Choose" />
      </form>,
    );
    const ids = attributes(form, "id");
    for (const target of attributes(form, "href")) expect(ids).toContain(target.slice(1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is not there without errors", () => {
    expect(html(<ErrorSummary errors={[]} />)).toBe("");
  });
});

describe("the entrustment scale", () => {
  const scale = (
    <EntrustmentScale
      name="level"
      legend="Supervision needed"
      anchors={anchors}
      value={3}
      target={4}
    />
  );

  it("shows every anchor with its sentence beside it", () => {
    for (const anchor of anchors)
      expect(words(scale)).toContain(`Level ${anchor.level}: ${anchor.label}`);
    for (const anchor of anchors) expect(words(scale)).toContain(anchor.sentence);
  });

  it("keeps the level chosen, and never chooses the target by itself", () => {
    expect(html(scale).match(/checked=""[^>]*value="(\d)"/)?.[1]).toBe("3");
    const untouched = html(
      <EntrustmentScale name="level" legend="Supervision" anchors={anchors} target={4} />,
    );
    expect(untouched).not.toContain('checked=""');
  });
});
