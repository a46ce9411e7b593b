import { TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

/** First and last day of validity, and the zone that says when those days begin and end. */
export function ValidityFields({
  reply,
  validFrom,
  validThrough,
  timeZone,
}: {
  reply: Reply | undefined;
  validFrom?: string;
  validThrough?: string;
  timeZone: string;
}) {
  const typed = typedIn(reply);
  return (
    <>
      <TextField
        name="validFrom"
        label="First day"
        type="date"
        width="medium"
        value={typed.of("validFrom", validFrom)}
        error={reply?.fields.validFrom}
        required
      />
      <TextField
        name="validThrough"
        label="Last day"
        hint="It still counts on this day, to its end. Leave it empty if there is none."
        type="date"
        width="medium"
        value={typed.of("validThrough", validThrough)}
        error={reply?.fields.validThrough}
        required={false}
      />
      <TextField
        name="timeZone"
        label="Time zone of the authority"
        hint="Its days begin and end there. Such as Europe/Berlin."
        width="medium"
        value={typed.of("timeZone", timeZone)}
        error={reply?.fields.timeZone}
        required
      />
    </>
  );
}
