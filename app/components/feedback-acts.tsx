import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { type Anchor, EntrustmentScale } from "./entrustment-scale.tsx";
import { TextArea } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { Panel } from "./panel.tsx";

/** Takes no more answers before the last day; `counts` says whether enough have come in. */
export function EndRoundForm({ counts }: { counts: boolean }) {
  return (
    <Panel
      title="End the round now"
      lead={
        counts
          ? "Enough people have answered. Those who have not no longer can."
          : "Too few people have answered: ended now, the round counts for nothing."
      }
    >
      <Form method="post">
        <input type="hidden" name="act" value="end" />
        <Button kind={counts ? "primary" : "destroy"}>Take no more answers</Button>
      </Form>
    </Panel>
  );
}

/** The level that whoever discussed a round gives, and what was agreed. */
export function CloseRoundForm({
  fellow,
  anchors,
  target,
  reply,
}: {
  fellow: string;
  anchors: readonly Anchor[];
  target: number;
  reply: Reply | undefined;
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Panel
      title="Close the round"
      lead={`After you have discussed it with ${fellow}. You give the level, with what was said in mind.`}
    >
      <Form method="post" className="form">
        <input type="hidden" name="act" value="close" />
        <EntrustmentScale
          name="level"
          legend={`How much supervision does ${fellow} need as a leader of the team?`}
          anchors={anchors}
          value={of("level")}
          target={target}
          error={errors.level}
        />
        <TextArea
          name="feedback"
          label="What you agreed"
          hint="One sentence to the fellow. Nothing about a patient, and nobody's words as theirs."
          rows={3}
          maxLength={1000}
          value={of("feedback")}
          error={errors.feedback}
          required
        />
        <div>
          <Button icon="check">Close the round</Button>
        </div>
      </Form>
    </Panel>
  );
}
