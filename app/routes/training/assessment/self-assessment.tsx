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
import { TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { AssessSelf, assessSelf } from "#app/operations/training/assessment/assess-self.server.ts";
import { showSelf } from "#app/operations/training/assessment/show-self.server.ts";
import { weightWords } from "./request-words.ts";

export const meta: MetaFunction = () => [{ title: "How you see yourself · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showSelf(ctx, args.params.code ?? "");
  const { fellowship, subject, observed, self } = orRefuse(ctx, args.request, shown);
  const on = (at: number) => dayWords(at, fellowship.timeZone);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    fellowshipId: fellowship.id,
    subject,
    observed: observed.map((each) => ({
      id: each.id,
      words: `Level ${each.level}, ${each.assessorName}, ${on(each.observedAt)}`,
      weight: each.weight,
    })),
    self: self.map((each) => ({
      id: each.id,
      words: `Level ${each.level}, ${on(each.assessedAt)}`,
      note: each.note,
    })),
    anchors: ctx.content.scale.levels.map(({ level, label, anchor }) => ({
      level,
      label,
      sentence: anchor,
    })),
    isDone: new URL(args.request.url).searchParams.get("done") === "recorded",
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, AssessSelf);
  if (!form.ok) return wrongFields(form);
  const recorded = await assessSelf(ctx, form.value);
  if (!recorded.ok) return refusedField(ctx, recorded.refusal, form.typed);
  const code = encodeURIComponent(form.value.subjectCode);
  return redirect(`/progress/subjects/${code}/self?done=recorded`);
}

export default function SelfAssessment() {
  const { frame, subject, observed, self, isDone, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { of } = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={{ level: "Level" }}
        title="Your self-assessment is not recorded yet"
      />
      <PageHeader
        title={subject.name}
        crumbs={[{ label: "Progress", to: `/progress/subjects/${subject.code}` }]}
        lead="How you see yourself stands beside what assessors say, and never counts."
      />
      {isDone && <Notice kind="done" title="Your self-assessment is recorded" />}
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", form.id)} />
        <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
        <input type="hidden" name="subjectCode" value={subject.code} />
        <EntrustmentScale
          name="level"
          legend="How much supervision do you need next time?"
          anchors={form.anchors}
          value={of("level")}
          target={subject.target}
          error={reply?.fields.level}
        />
        <TextArea
          name="note"
          label="What you want to work on"
          hint="If you like. Those who oversee your training see it. Nothing about a patient."
          rows={3}
          charactersMax={feedbackMax}
          value={of("note")}
          error={reply?.fields.note}
          required={false}
        />
        <div>
          <Button wide icon="check">
            Record how you see it
          </Button>
        </div>
      </Form>
      <div className="columns">
        <Panel title="By you">
          {self.length === 0 && <p className="soft">Nothing yet.</p>}
          <ul className="plain-list">
            {self.map((each) => (
              <li key={each.id}>
                {each.words}
                {each.note && <blockquote>{each.note}</blockquote>}
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="By assessors">
          {observed.length === 0 && <p className="soft">Nobody observed it yet.</p>}
          <ul className="plain-list">
            {observed.map((each) => (
              <li key={each.id}>
                {each.words}. {each.weight !== "counts" && weightWords[each.weight]}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </PersonalPage>
  );
}
