import { RadioGroup } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PersonField } from "./shift-fields.tsx";

type Suggested = { readonly registration: string; readonly name: string; readonly hint: string };

/** Who has it: as it stands, those who could take it, each one tap away, or anybody by name. */
export function ShiftWho({
  who,
  values,
  suggested,
  people,
  reply,
}: {
  who: string;
  values: { readonly registration: string };
  suggested: readonly Suggested[];
  people: readonly string[];
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const other = typed.of("other");
  return (
    <>
      <RadioGroup
        name="registration"
        label="Who"
        value={typed.of("registration", values.registration)}
        error={reply?.fields.registration}
        options={[
          { value: values.registration, label: who, hint: "As it stands" },
          ...suggested.map(({ registration, name, hint }) => ({
            value: registration,
            label: name,
            hint,
          })),
        ]}
      />
      <details className="fold" open={Boolean(other || reply?.fields.other)}>
        <summary>Somebody else</summary>
        <PersonField
          people={people}
          name="other"
          label="Person"
          value={other}
          error={reply?.fields.other}
          required={false}
        />
      </details>
    </>
  );
}
