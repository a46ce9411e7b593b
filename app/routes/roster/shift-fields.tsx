import { DateTimeField, Select, TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";

type Choice = { readonly value: string; readonly label: string };
export type ShiftChoices = {
  readonly people: readonly Choice[];
  readonly roles: readonly Choice[];
  readonly presences: readonly Choice[];
};
export type ShiftValues = Readonly<Partial<Record<ShiftField, string>>>;
type ShiftField =
  | "registration"
  | "role"
  | "presence"
  | "start"
  | "end"
  | "responseMinutes"
  | "assignment"
  | "contact"
  | "reason";

/** The fields of one shift. A time that needs its offset is asked for as text, where it can be written. */
export function ShiftFields({
  choices,
  values,
  reply,
  zone,
}: {
  choices: ShiftChoices;
  values: ShiftValues;
  reply: Reply | undefined;
  zone: string;
}) {
  const typed = typedIn(reply);
  const field = (name: ShiftField) => ({
    name,
    value: typed.of(name, values[name]),
    error: reply?.fields[name],
  });
  return (
    <>
      <Select
        {...field("registration")}
        label="Person"
        options={choices.people}
        empty="Choose a person"
        required
      />
      <Select
        {...field("role")}
        label="Role"
        options={choices.roles}
        empty="Choose a role"
        required
        width="medium"
      />
      <Select
        {...field("presence")}
        label="Where"
        options={choices.presences}
        empty="Choose where"
        required
        width="medium"
      />
      <Time {...field("start")} label="Starts" zone={zone} />
      <Time {...field("end")} label="Ends" zone={zone} />
      <TextField
        {...field("responseMinutes")}
        label="Responds within"
        hint="On call or at the hub. Empty: as the unit has set it."
        type="number"
        inputMode="numeric"
        min={0}
        max={1440}
        unit="min"
        width="short"
        required={false}
      />
      <TextField
        {...field("assignment")}
        label="Assignment"
        hint="What the unit calls it, such as Ward 3."
        width="medium"
        maxLength={120}
        required={false}
      />
      <TextField
        {...field("contact")}
        label="Telephone on this shift"
        hint="Empty: the person's own."
        type="tel"
        width="medium"
        maxLength={120}
        required={false}
      />
      <TextField
        {...field("reason")}
        label="Reason"
        hint="Needed where a shift that has begun would change."
        maxLength={500}
        required={false}
      />
    </>
  );
}

function Time(props: {
  name: ShiftField;
  label: string;
  zone: string;
  value?: string;
  error?: string;
}) {
  const needsOffset = /[+-]\d\d:\d\d/.test(`${props.error ?? ""} ${props.value?.slice(16) ?? ""}`);
  if (!needsOffset) return <DateTimeField {...props} required />;
  const { zone, ...rest } = props;
  return (
    <TextField
      {...rest}
      hint={`As 2026-10-25T02:30+01:00; without an offset it is read in ${zone}.`}
      width="medium"
      code
      required
    />
  );
}
