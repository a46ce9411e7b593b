import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DateTimeField, RadioGroup } from "#app/components/field.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { Proposal } from "./rule-preview.tsx";

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** From when it is to hold; what was typed before goes along unseen, so that nothing is lost. */
export function ConfirmForm({
  id,
  proposal,
  typed,
  error,
  back,
  verb = "Adopt",
}: {
  id: string;
  proposal: Proposal;
  typed: Typed;
  error?: string;
  /** Where to go without adopting; absent: back to the form, with all that was typed. */
  back?: string;
  verb?: string;
}) {
  const from = typeof typed.from === "string" ? typed.from : "now";
  const at = typeof typed.effectiveAt === "string" ? typed.effectiveAt : undefined;
  return (
    <Panel title="From when">
      <Form method="post" className="form">
        <Carried typed={typed} without={["from", "effectiveAt", "intent", "basedOn", "id"]} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="basedOn" value={proposal.basedOn} />
        <RadioGroup
          name="from"
          label="It holds"
          value={from}
          options={[
            { value: "now", label: "From now on" },
            { value: "later", label: "From a later time" },
          ]}
          required
        />
        <DateTimeField
          name="effectiveAt"
          label="Later time"
          hint="Only where you chose a later time. Rules are never back-dated."
          zone={proposal.zone}
          value={at}
          error={error}
          required={false}
        />
        <p className="cluster">
          <Button name="intent" value="save">
            {verb}
          </Button>
          {back ? (
            <ButtonLink kind="quiet" to={back}>
              Go back
            </ButtonLink>
          ) : (
            <Button kind="quiet" name="intent" value="edit" formNoValidate>
              Change it again
            </Button>
          )}
        </p>
      </Form>
    </Panel>
  );
}

function Carried({ typed, without }: { typed: Typed; without: readonly string[] }) {
  const kept = Object.entries(typed).filter(([name]) => !without.includes(name));
  return kept.flatMap(([name, value]) =>
    typeof value === "string" ? (
      <input key={name} type="hidden" name={name} value={value} />
    ) : (
      value.map((each) => (
        <input key={`${name} ${each}`} type="hidden" name={`${name}[]`} value={each} />
      ))
    ),
  );
}
