import { TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { QuickChoice } from "#app/components/quick-choice.tsx";

const usual = ["Fell ill", "Swapped", "Came late or left early", "Entered wrongly"];

/** Why what has begun is changed: one tap for what is usual, else in words. */
export function ShiftReason({ reply }: { reply: Reply | undefined }) {
  const typed = typedIn(reply);
  return (
    <>
      <QuickChoice
        name="why"
        label="Why"
        hint="It has begun, so the record asks for a reason."
        error={reply?.fields.reason}
        value={typed.of("why")}
        options={usual.map((each) => ({ value: each, label: each }))}
        quick={usual.length}
        more=""
      />
      <details className="fold" open={Boolean(typed.of("reason"))}>
        <summary>Another reason</summary>
        <TextField
          name="reason"
          label="Reason in your words"
          value={typed.of("reason")}
          maxLength={500}
          required={false}
        />
      </details>
    </>
  );
}
