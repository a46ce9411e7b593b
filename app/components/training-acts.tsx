import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { type Option, RadioGroup, Select, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { Panel } from "./panel.tsx";

const outcomes: readonly Option[] = [
  { value: "no_concern", label: "No concern", hint: "It was handled as it should be." },
  { value: "learning_agreed", label: "Learning agreed", hint: "You agreed what to work on." },
  {
    value: "supervision_agreed",
    label: "Closer supervision agreed",
    hint: "You agreed for how long somebody stands beside the fellow.",
  },
];

/** Cases whose serious complication nobody has reviewed yet, each with the director's form. */
export function ComplicationReviews({
  cases,
  mayReview,
}: {
  cases: readonly { readonly id: string; readonly title: string; readonly day: string }[];
  mayReview: boolean;
}) {
  return (
    <Panel
      title="Complications to review"
      lead="They block sign-off until they are reviewed. None is a failure."
    >
      {cases.map((each) => (
        <section key={each.id} className="stack" aria-label={`${each.title}, ${each.day}`}>
          <p>
            <a href={`/logbook/${each.id}`}>{each.title}</a>, {each.day}
          </p>
          {mayReview && (
            <Form method="post" className="form">
              <input type="hidden" name="act" value="review" />
              <input type="hidden" name="caseId" value={each.id} />
              <RadioGroup name="outcome" label="How the review ended" options={outcomes} required />
              <div>
                <Button kind="secondary">Close the review</Button>
              </div>
            </Form>
          )}
        </section>
      ))}
    </Panel>
  );
}

/** An examination, a certificate or training that the director has seen proof of. */
export function TrainingRecordForm({
  id,
  personId,
  programmeId,
  codes,
  reply,
}: {
  id: string;
  personId: string;
  programmeId: string;
  codes: readonly Option[];
  reply?: Reply;
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Panel
      title="Record an examination or training"
      lead="You sign for it that you have seen the proof."
    >
      <Form method="post" className="form">
        <input type="hidden" name="act" value="record" />
        <input type="hidden" name="id" value={of("id", id)} />
        <input type="hidden" name="personId" value={personId} />
        <input type="hidden" name="programmeId" value={programmeId} />
        <RadioGroup
          name="kind"
          label="Kind"
          inline
          options={[
            { value: "exam", label: "Examination passed" },
            { value: "certificate", label: "Certificate" },
            { value: "assessor_training", label: "Assessor training" },
          ]}
          value={of("kind")}
          error={errors.kind}
          required
        />
        <Select
          name="code"
          label="What"
          options={codes}
          empty="Choose one"
          value={of("code")}
          error={errors.code}
          required
        />
        <TextField
          name="when"
          label="Completed on"
          type="date"
          width="short"
          value={of("when")}
          error={errors.when}
          required
        />
        <TextField
          name="hours"
          label="Hours"
          hint="For assessor training."
          inputMode="decimal"
          width="short"
          unit="h"
          value={of("hours")}
          error={errors.hours}
          required={false}
        />
        <div>
          <Button kind="secondary">Record it</Button>
        </div>
      </Form>
    </Panel>
  );
}
