import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { RadioGroup, TextArea, TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";

/** Who, why and for how long; the next page says what it does before anything is recorded. */
export function OverrideForm({
  id,
  unit,
  onDuty,
  people,
  hoursMax,
  reply,
}: {
  id: string;
  unit: { readonly code: string };
  onDuty: readonly { readonly name: string; readonly registration: string }[];
  people: readonly string[];
  hoursMax: number;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const other = typed.of("other");
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={typed.of("id", id)} />
      {onDuty.length > 0 && (
        <RadioGroup
          name="doctor"
          label="Which doctor takes responsibility?"
          hint="These are on duty now."
          value={typed.of("doctor")}
          error={reply?.fields.doctor}
          options={onDuty.map(({ name, registration }) => ({
            value: registration,
            label: name,
            hint: registration,
          }))}
        />
      )}
      <TextField
        name="other"
        label={onDuty.length > 0 ? "Somebody else" : "Which doctor takes responsibility?"}
        hint="A part of the name will do, or a registration such as GMC:7012345."
        list="override-people"
        autoComplete="off"
        value={other}
        error={reply?.fields.other ?? (onDuty.length > 0 ? undefined : reply?.fields.doctor)}
        width="medium"
        maxLength={200}
        required={onDuty.length > 0 ? false : undefined}
      />
      <datalist id="override-people">
        {people.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <TextArea
        name="reason"
        label="Why does the unit go on?"
        hint="In a sentence. Nothing about a patient."
        value={typed.of("reason")}
        error={reply?.fields.reason}
        rows={3}
        maxLength={500}
        required
      />
      <TextField
        name="hours"
        label="For how many hours?"
        hint={`It begins now and lasts at most ${hoursMax} hours.`}
        type="number"
        min={1}
        max={hoursMax}
        step={0.5}
        unit="h"
        width="short"
        value={typed.of("hours", "4")}
        error={reply?.fields.hours}
        required
      />
      <p className="cluster">
        <Button name="intent" value="check">
          See what it does
        </Button>
        <ButtonLink to={`/units/${unit.code}`} kind="quiet">
          Leave it
        </ButtonLink>
      </p>
    </Form>
  );
}
