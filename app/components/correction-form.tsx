import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "./button.tsx";
import { RadioGroup, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

/** Ends what holds for a time, or says that it never held. */
export function CorrectionForm({
  id,
  of,
  timeZone,
  back,
  reply,
}: {
  /** The new entry's. */
  id: string;
  /** The entry that this is about. */
  of: string;
  timeZone: string;
  back: string;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="timeZone" value={timeZone} />
      <RadioGroup
        name="how"
        label="What is so"
        value={typed.of("how")}
        error={reply?.fields.how}
        options={[
          { value: "now", label: "It ends now" },
          { value: "day", label: "It ends after a last day", hint: "Give the day below." },
          {
            value: "never",
            label: "It never held",
            hint: "It was recorded by mistake. What was answered while it stood is kept as it was.",
          },
        ]}
        required
      />
      <TextField
        name="lastDay"
        label="Last day"
        hint="It still counts on this day, to its end."
        type="date"
        width="medium"
        unit={timeZone}
        value={typed.of("lastDay")}
        error={reply?.fields.lastDay}
        required={false}
      />
      <div className="cluster">
        <Button kind="destroy">Record this</Button>
        <ButtonLink kind="quiet" to={back}>
          Leave it as it is
        </ButtonLink>
      </div>
    </Form>
  );
}
