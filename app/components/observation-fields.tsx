import { Form } from "@remix-run/react";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { Button } from "./button.tsx";
import { type Anchor, EntrustmentScale } from "./entrustment-scale.tsx";
import { DateTimeField, type Option, RadioGroup, Select, TextArea } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

export type ObservationFormProps = {
  readonly id: string;
  readonly fellowshipId: string;
  readonly fellowName: string;
  readonly requestId: string | null;
  readonly caseId: string | null;
  /** One is settled already; of several one is chosen. */
  readonly subjects: readonly Option[];
  readonly tools: readonly Option[];
  readonly anchors: readonly Anchor[];
  readonly target: number | null;
  /** The assessor supervised the case, and says with the same button that it was so. */
  readonly confirmsCase: boolean;
  /** Name of somebody who answers by a link; what is settled by the request is not asked again. */
  readonly guest: string | null;
  readonly zone: string;
  readonly now: string;
};

/** Names of the fields, for the summary of what is wrong. */
export const observationLabels = {
  subjectCode: "What you saw",
  level: "Level",
  feedback: "One sentence to the fellow",
  tool: "How you saw it",
  when: "When",
  reason: "Why",
};

/** What an assessor says: how much supervision next time, and one sentence to the fellow. */
export function ObservationFields({ form, reply }: Part) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const Settled = form.guest ? GuestDetails : Details;
  return (
    <Form method="post" className="form" data-draft={form.guest ? undefined : "observation"}>
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      {form.requestId && <input type="hidden" name="requestId" value={form.requestId} />}
      {form.caseId && <input type="hidden" name="caseId" value={form.caseId} />}
      {form.confirmsCase && <input type="hidden" name="confirmsCase" value="yes" />}
      <Subject form={form} reply={reply} />
      <EntrustmentScale
        name="level"
        legend={`How much supervision does ${form.fellowName} need next time?`}
        anchors={form.anchors}
        value={of("level")}
        target={form.target ?? undefined}
        error={errors.level}
      />
      <TextArea
        name="feedback"
        label="One sentence to the fellow"
        hint="What went well, or what to do differently. Nothing about the patient."
        rows={3}
        charactersMax={feedbackMax}
        value={of("feedback")}
        error={errors.feedback}
        required
      />
      <Settled form={form} reply={reply} />
      <div>
        <Button name="word" value="record" wide icon="check">
          {buttonWords(form)}
        </Button>
      </div>
    </Form>
  );
}

function buttonWords({ guest, confirmsCase }: ObservationFormProps): string {
  const act = confirmsCase ? "confirm the case and record" : "record this";
  if (guest) return `I am ${guest}: ${act}`;
  return confirmsCase ? "Confirm the case and record" : "Record the observation";
}

type Part = { form: ObservationFormProps; reply?: Reply & { readonly code?: string } };

function Subject({ form, reply }: Part) {
  const { of } = typedIn(reply);
  const [only, second] = form.subjects;
  if (!second) return <input type="hidden" name="subjectCode" value={only?.value} />;
  return (
    <Select
      name="subjectCode"
      label="What you saw"
      options={form.subjects}
      empty="Choose one"
      value={of("subjectCode")}
      error={reply?.fields.subjectCode}
      required
    />
  );
}

/** The request settled the tool; the time is now, unless somebody says otherwise. */
function GuestDetails({ form, reply }: Part) {
  const wrong = Boolean(reply?.fields.when) || reply?.code === "time_twice";
  return (
    <>
      <input type="hidden" name="tool" value={form.tools[0]?.value} />
      <details open={wrong}>
        <summary>It was at another time than now</summary>
        <When form={form} reply={reply} />
      </details>
    </>
  );
}

function Details({ form, reply }: Part) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <>
      <RadioGroup
        name="tool"
        label="How you saw it"
        options={form.tools}
        value={of("tool", form.tools[0]?.value)}
        error={errors.tool}
        required
      />
      <When form={form} reply={reply} />
    </>
  );
}

function When({ form, reply }: Part) {
  const { of } = typedIn(reply);
  return (
    <>
      <DateTimeField
        name="when"
        label="When"
        zone={form.zone}
        value={of("when", form.now)}
        error={reply?.fields.when}
        required
      />
      {(reply?.code === "time_twice" || of("reading") !== undefined) && (
        <RadioGroup
          name="reading"
          label="The clock showed this time twice. Which one was it?"
          options={[
            { value: "earlier", label: "The first time, before the clock went back" },
            { value: "later", label: "The second time, after the clock went back" },
          ]}
          value={of("reading")}
          required
        />
      )}
    </>
  );
}
