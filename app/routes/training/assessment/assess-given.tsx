import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { EntrustmentScale } from "#app/components/entrustment-scale.tsx";
import { TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { observationLabels } from "#app/components/observation-fields.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  CorrectObservation,
  correctObservation,
  WithdrawObservation,
  withdrawObservation,
} from "#app/operations/training/assessment/correct-observation.server.ts";
import { showGiven } from "#app/operations/training/assessment/show-given.server.ts";
import { subjectName } from "./observation-form-view.ts";

export const meta: MetaFunction = () => [{ title: "What you said · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showGiven(ctx, args.params.observation ?? "");
  const { observation, fellowship, release, ...fate } = orRefuse(ctx, args.request, shown);
  return {
    frame: await frameFor(ctx, args.request),
    ...fate,
    id: observation.id,
    newId: uuidv7(),
    subject: subjectName(release, observation.subjectCode),
    fellow: fellowship.fellowName,
    on: dayWords(observation.observedAt, fellowship.timeZone),
    level: observation.level,
    feedback: observation.feedback ?? "",
    anchors: ctx.content.scale.levels.map(({ level, label, anchor }) => ({
      level,
      label,
      sentence: anchor,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  if (given.get("word") === "withdraw") {
    const form = parseFormData(given, WithdrawObservation);
    if (!form.ok) return wrongFields(form);
    const taken = await withdrawObservation(ctx, form.value);
    if (!taken.ok) return refusedField(ctx, taken.refusal, form.typed);
    return redirect("/assess?done=taken-back");
  }
  const form = parseFormData(given, CorrectObservation);
  if (!form.ok) return wrongFields(form);
  const corrected = await correctObservation(ctx, form.value);
  if (!corrected.ok) return refusedField(ctx, corrected.refusal, form.typed);
  return redirect("/assess?done=corrected");
}

export default function AssessGiven() {
  const { frame, ...given } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={observationLabels} title="Nothing was changed yet" />
      <PageHeader
        title={given.subject}
        crumbs={[{ label: "To assess", to: "/assess" }]}
        lead={`${given.fellow}, ${given.on}: level ${given.level}.`}
      />
      {given.correctedBy !== null && <Notice title="A correction took its place" />}
      {given.withdrawnBecause !== null && (
        <Notice title="You took it back">“{given.withdrawnBecause}”</Notice>
      )}
      {given.correctedBy === null && given.withdrawnBecause === null && (
        <Changes given={given} reply={reply} />
      )}
    </PersonalPage>
  );
}

type Given = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Changes({ given, reply }: { given: Given; reply: Parameters<typeof typedIn>[0] }) {
  const { of } = typedIn(reply);
  const withdraws = of("word") === "withdraw";
  const errors = reply?.fields ?? {};
  const typed = withdraws ? undefined : of("reason");
  return (
    <>
      <Panel
        title="Correct it"
        lead="The old one stays on record; progress is computed anew. A sign-off keeps what was signed."
      >
        <Form method="post" className="form">
          <input type="hidden" name="id" value={of("id", given.newId)} />
          <input type="hidden" name="observationId" value={given.id} />
          <EntrustmentScale
            name="level"
            legend={`How much supervision did ${given.fellow} need?`}
            anchors={given.anchors}
            value={of("level", String(given.level))}
            error={errors.level}
          />
          <TextArea
            name="feedback"
            label="One sentence to the fellow"
            hint="Nothing about the patient."
            rows={3}
            charactersMax={feedbackMax}
            value={of("feedback", given.feedback)}
            error={errors.feedback}
            required
          />
          <TextField
            name="reason"
            id={withdraws ? "reason-correct" : "reason"}
            label="Why you correct it"
            value={typed}
            error={withdraws ? undefined : errors.reason}
            maxLength={500}
            required
          />
          <div>
            <Button name="word" value="correct">
              Record the correction
            </Button>
          </div>
        </Form>
      </Panel>
      <details open={withdraws}>
        <summary>Take it back altogether</summary>
        <Form method="post" className="form">
          <input type="hidden" name="observationId" value={given.id} />
          <TextField
            name="reason"
            id={withdraws ? "reason" : "reason-withdraw"}
            label="Why you take it back"
            hint={`${given.fellow} sees it no longer among what counts; it stays on record.`}
            value={withdraws ? of("reason") : undefined}
            error={withdraws ? errors.reason : undefined}
            maxLength={500}
            required
          />
          <div>
            <Button name="word" value="withdraw" kind="destroy">
              Take it back
            </Button>
          </div>
        </Form>
      </details>
    </>
  );
}
