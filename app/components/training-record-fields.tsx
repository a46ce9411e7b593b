import { type Option, Select, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

export type RecordBefore = {
  /** Kind and code as one choice: "exam:EXAM-CIC". */
  readonly what: string;
  readonly when: string;
  readonly hours: string;
};

/** What was completed, when, and how long it took: for a new record and for one that is corrected. */
export function TrainingRecordFields({
  codes,
  reply,
  before,
}: {
  codes: readonly Option[];
  reply: Reply | undefined;
  before?: RecordBefore;
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <>
      <Select
        name="what"
        label="What"
        options={codes}
        empty="Choose one"
        value={of("what", before?.what)}
        error={errors.what}
        required
      />
      <TextField
        name="when"
        label="Completed on"
        type="date"
        width="short"
        value={of("when", before?.when)}
        error={errors.when}
        required
      />
      <TextField
        name="hours"
        label="Hours"
        hint="Only for training of assessors."
        inputMode="decimal"
        width="short"
        unit="h"
        value={of("hours", before?.hours)}
        error={errors.hours}
        required={false}
      />
    </>
  );
}
