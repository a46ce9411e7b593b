import { Button, ButtonLink } from "#app/components/button.tsx";
import { typedIn } from "#app/components/form-errors.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { UploadReply, WordsStep } from "#app/http/upload-step.server.ts";
import { DutyFields, NameFields } from "./word-fields.tsx";

/** What only the unit can say of its own words, once: it is remembered for the next file. */
export function UploadWords({
  step,
  reply,
  code,
}: {
  step: WordsStep;
  reply: UploadReply | undefined;
  code: string;
}) {
  const { names, duties, more, choices } = step.questions;
  const known = typedIn(reply);
  const typed = (name: string, otherwise: string) => known.of(name, otherwise) ?? otherwise;
  const errors = reply?.fields ?? {};
  return (
    <>
      <input type="hidden" name="source" value={step.source} />
      {duties.length > 0 && (
        <Panel
          title="Assignments"
          lead="What each one stands for. It is remembered, and can be changed later."
        >
          <DutyFields {...{ duties, choices, typed, errors }} />
        </Panel>
      )}
      {names.length > 0 && (
        <Panel
          title="Names"
          lead="Who each one is. Whoever stays unmatched makes rules unknown that they could meet."
        >
          <NameFields {...{ names, choices, typed, errors }} />
        </Panel>
      )}
      {more > 0 && <p>{more} more are asked once these are answered.</p>}
      <p className="cluster">
        <Button name="intent" value="words" icon="check">
          Remember this and show what changes
        </Button>
        <ButtonLink to={`/units/${code}/roster/upload`} kind="quiet">
          Choose another file
        </ButtonLink>
      </p>
    </>
  );
}
