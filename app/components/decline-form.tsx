import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

/** The other answer to a request: no, and why. Folded away, since it is the rarer one. */
export function DeclineForm({
  requestId,
  fellow,
  reply,
}: {
  requestId: string;
  fellow: string;
  reply?: Reply;
}) {
  const { of } = typedIn(reply);
  const error = reply?.fields.reason;
  return (
    <details open={error !== undefined || of("word") === "decline"}>
      <summary>I would rather not judge this</summary>
      <Form method="post" className="form">
        <input type="hidden" name="requestId" value={requestId} />
        <TextField
          name="reason"
          label="Why"
          hint={`${fellow} sees it. Nothing about the patient.`}
          value={of("reason")}
          error={error}
          maxLength={500}
          required
        />
        <div>
          <Button name="word" value="decline" kind="secondary">
            Decline the request
          </Button>
        </div>
      </Form>
    </details>
  );
}
