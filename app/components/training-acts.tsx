import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { type Option, RadioGroup } from "./field.tsx";
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
      id="reviews"
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
