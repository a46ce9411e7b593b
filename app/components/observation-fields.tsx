import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { type Anchor, EntrustmentScale } from "./entrustment-scale.tsx";
import { DateTimeField, type Option, RadioGroup, Select, TextArea, TextField } from "./field.tsx";
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
  readonly asksRaters: boolean;
  readonly zone: string;
  readonly now: string;
};

/** What an assessor says: how much supervision next time, and one sentence to the fellow. */
export function ObservationFields({
  form,
  reply,
}: {
  form: ObservationFormProps;
  reply?: Reply & { readonly code?: string };
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const [only, second] = form.subjects;
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      {form.requestId && <input type="hidden" name="requestId" value={form.requestId} />}
      {form.caseId && <input type="hidden" name="caseId" value={form.caseId} />}
      {second ? (
        <Select
          name="subjectCode"
          label="What you saw"
          options={form.subjects}
          empty="Choose one"
          value={of("subjectCode")}
          error={errors.subjectCode}
          required
        />
      ) : (
        <input type="hidden" name="subjectCode" value={only?.value} />
      )}
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
        maxLength={1000}
        value={of("feedback")}
        error={errors.feedback}
        required
      />
      {form.asksRaters && (
        <TextField
          name="raters"
          label="Raters in this round"
          hint="Only for feedback from several sources."
          inputMode="numeric"
          width="short"
          value={of("raters")}
          error={errors.raters}
          required={form.tools.length === 1}
        />
      )}
      <RadioGroup
        name="tool"
        label="How you saw it"
        options={form.tools}
        value={of("tool", form.tools[0]?.value)}
        error={errors.tool}
        required
      />
      <DateTimeField
        name="when"
        label="When"
        zone={form.zone}
        value={of("when", form.now)}
        error={errors.when}
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
      <div>
        <Button wide icon="check">
          Record the observation
        </Button>
      </div>
    </Form>
  );
}
