import { CheckboxGroup, RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { More, type RuleFieldProps as Props, readers } from "./rule-field-parts.tsx";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, i) => ({
  value: String(i + 1),
  label,
}));

/** When a rule is asked: at hours of the week, or of its own. */
export function Hours(props: Props) {
  const { errors } = props;
  const { one } = readers(props);
  const isSet = (row: number) => Boolean(one(`from${row}`) ?? errors[`to${row}`]);
  return (
    <>
      <RadioGroup
        {...readers(props).text("window")}
        label="When"
        options={[
          { value: "24x7", label: "At all hours" },
          { value: "day", label: "By day" },
          { value: "service_hours", label: "In service hours" },
          { value: "hours", label: "At these hours" },
        ]}
        required
      />
      <More title="These hours" open={one("window") === "hours" || Boolean(errors.from1)}>
        <HoursRow row={1} {...props} />
        <More title="More hours" open={isSet(2) || isSet(3)}>
          <HoursRow row={2} {...props} />
          <HoursRow row={3} {...props} />
        </More>
      </More>
    </>
  );
}

function HoursRow({ row, ...props }: Props & { row: number }) {
  const { text, list } = readers(props);
  const which = row === 1 ? "" : ` (${row})`;
  return (
    <>
      <CheckboxGroup {...list(`weekdays${row}`)} label={`Days${which}`} options={weekdays} inline />
      <TextField {...text(`from${row}`)} label={`From${which}`} type="time" width="short" />
      <TextField
        {...text(`to${row}`)}
        label={`To${which}`}
        hint="At or before the beginning: through midnight, into the next day."
        type="time"
        width="short"
      />
    </>
  );
}

/** Only while a count is above a number, or where a service is offered. */
export function Condition(props: Props) {
  const { choices, errors } = props;
  const { one, text } = readers(props);
  const isAsked = (one("when") ?? "always") !== "always" || Boolean(errors.when);
  return (
    <More title="Only when" open={isAsked}>
      <RadioGroup
        {...text("when")}
        value={one("when") ?? "always"}
        label="It is asked"
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
