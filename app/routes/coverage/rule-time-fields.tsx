import { RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { HoursRows, hoursHint } from "#app/components/hours-rows.tsx";
import { More, type RuleFieldProps as Props, readers } from "./rule-field-parts.tsx";

/** When a rule is asked: at hours of the week, or of its own. */
export function Hours(props: Props) {
  const { errors, typed } = props;
  const { text } = readers(props);
  return (
    <>
      <RadioGroup
        {...text("window")}
        label="When"
        options={[
          { value: "24x7", label: "At all hours" },
          { value: "day", label: "By day" },
          { value: "service_hours", label: "In service hours" },
          { value: "hours", label: "At the hours below" },
        ]}
        required
      />
      <p className="field-hint">{hoursHint}</p>
      <HoursRows typed={typed} errors={errors} />
    </>
  );
}

/** Only while a count is above a number, or where a service is offered. */
export function Condition(props: Props) {
  const { choices, errors } = props;
  const { one, text } = readers(props);
  const named = ["when", "whenCount", "above", "whenService"];
  const isWrong = named.some((name) => errors[name]);
  return (
    <More title="Only when" open={(one("when") ?? "always") !== "always" || isWrong}>
      <RadioGroup
        {...text("when")}
        value={one("when") ?? "always"}
        label="It is asked"
        hint="A rule has one condition. Where several must hold, write a rule for each."
        options={[
          { value: "always", label: "Whatever the unit reports" },
          { value: "count", label: "Only while a count is above a number" },
          { value: "service", label: "Only where the unit offers a service" },
        ]}
      />
      <Select
        {...text("whenCount")}
        label="Count"
        options={choices.counts}
        empty="Choose a count"
        required={false}
      />
      <TextField
        {...text("above")}
        label="Above"
        type="number"
        inputMode="numeric"
        width="short"
        required={false}
      />
      <Select
        {...text("whenService")}
        label="Service"
        options={choices.services}
        empty="Choose a service"
        required={false}
      />
    </More>
  );
}
