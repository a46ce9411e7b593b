import { CheckboxGroup, Select, TextArea, TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import type { ShiftChoices } from "./shift-fields.tsx";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** One assignment, its hours and days, and who stands there in which order. */
export function PatternFields({
  choices,
  from,
  reply,
}: {
  choices: ShiftChoices;
  from: string;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const field = (name: string, value?: string) => ({
    name,
    value: typed.of(name, value),
    error: reply?.fields[name],
  });
  return (
    <>
      <TextArea
        {...field("people")}
        label="People, in the order of their turns"
        hint="One on each line: a part of the name will do, or a registration such as GMC:7012345."
        rows={6}
        required
      />
      <Select
        {...field("role")}
        label="Role"
        options={choices.roles}
        empty="Choose a role"
        width="medium"
        required
      />
      <Select
        {...field("presence")}
        label="Where"
        options={choices.presences}
        empty="Choose where"
        width="medium"
        required
      />
      <TextField
        {...field("responseMinutes")}
        label="Responds within"
        hint="On call or at the hub. Empty: as the unit has set it."
        inputMode="numeric"
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
      <TextField {...field("starts", "08:00")} label="Starts" type="time" width="short" required />
      <TextField
        {...field("ends", "20:00")}
        label="Ends"
        hint="At or before the start: on the next day."
        type="time"
        width="short"
        required
      />
      <CheckboxGroup
        name="weekdays[]"
        label="On which days"
        values={typed.all("weekdays", ["1", "2", "3", "4", "5", "6", "7"])}
        error={reply?.fields.weekdays}
        options={weekdays.map((label, i) => ({ value: String(i + 1), label }))}
      />
      <TextField
        {...field("each", "1")}
        label="Days in a row for each"
        hint="7: a week each. Days left out above are not counted."
        type="number"
        min={1}
        max={31}
        width="short"
        required
      />
      <TextField {...field("from", from)} label="From" type="date" width="short" required />
      <TextField
        {...field("days", "28")}
        label="For how many days"
        type="number"
        min={1}
        max={366}
        width="short"
        required
      />
    </>
  );
}
