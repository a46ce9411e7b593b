import { DateTimeField, Select, TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";

type Choice = { readonly value: string; readonly label: string };
export type ShiftChoices = {
  /** "Dr Ida Berg, GMC:7012345", as a field for people completes them. */
  readonly people: readonly string[];
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
type Given = { readonly values: ShiftValues; readonly reply: Reply | undefined };

function fieldOf({ values, reply }: Given) {
  const typed = typedIn(reply);
  return (name: ShiftField) => ({
    name,
    value: typed.of(name, values[name]),
    error: reply?.fields[name],
  });
}

/** Who, typed: completed from the list, or found from as much of the name as is needed. */
export function PersonField({
  people,
  name,
  label,
  value,
  error,
  required,
}: {
  people: readonly string[];
  name: string;
  label: string;
  value?: string;
  error?: string;
  required: boolean;
}) {
  return (
    <>
      <TextField
        {...{ name, label, value, error, required }}
        hint="A part of the name will do, or a registration such as GMC:7012345."
        list="shift-people"
        autoComplete="off"
        width="medium"
        maxLength={200}
      />
      <datalist id="shift-people">
        {people.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

/** From when to when. A time that needs its offset is asked for as text, where it can be written. */
export function ShiftTimes({ zone, ...given }: Given & { zone: string }) {
  const field = fieldOf(given);
  return (
    <div className="shift-times">
      <Time {...field("start")} label="Starts" zone={zone} />
      <Time {...field("end")} label="Ends" zone={zone} />
    </div>
  );
}

/** As what, where, and how to be reached. */
export function ShiftPlace({ choices, ...given }: Given & { choices: ShiftChoices }) {
  const field = fieldOf(given);
  return (
    <>
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
