import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Interruption } from "#app/components/interruption.tsx";
import { momentWords } from "#app/components/moment.tsx";

/** What an override does and what it does not do, before it is recorded. */
export function OverrideCheck({
  unit,
  check,
  id,
  answer,
}: {
  unit: { readonly code: string; readonly name: string; readonly zone: string };
  check: {
    readonly doctor: string;
    readonly named: string;
    readonly reason: string;
    readonly hours: number;
    readonly end: number;
    readonly due: number;
  };
  id: string;
  answer: "yes" | "no" | "unknown";
}) {
  const { doctor, named, reason, hours, end, due } = check;
  const fields = { id, doctor, reason, hours: String(hours) };
  return (
    <Interruption
      title={`${named} takes responsibility until ${momentWords(end, unit.zone)}`}
      effects={[
        `The answer stays ${answer}. This stands beside it, with the name and the reason, on the unit's page, on its board and in every answer to a system.`,
        "It ends by itself, or earlier once somebody who leads the unit ends it. It cannot be made longer; a later one would stand in its place.",
        `It is recorded for good. Somebody who neither declared it nor is named in it looks at it by ${momentWords(due, unit.zone)}.`,
        "It calls nobody and puts nobody on the roster.",
      ]}
      actions={
        <>
          <Form method="post">
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Button name="intent" value="declare" kind="destroy">
              Record this override
            </Button>
          </Form>
          <ButtonLink to={`/units/${unit.code}`} kind="quiet">
            Leave it
          </ButtonLink>
        </>
      }
    >
      <p>{reason}</p>
    </Interruption>
  );
}
