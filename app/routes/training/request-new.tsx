import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { RadioGroup, Select } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { toolsFor } from "#app/domain/training/observation.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { prepareRequest } from "#app/operations/training/prepare-request.server.ts";
import {
  RequestObservation,
  requestObservation,
} from "#app/operations/training/request-observation.server.ts";

export const meta: MetaFunction = () => [{ title: "Ask for an observation · Systole" }];

/** Two steps without script: what is to be judged, then who may judge it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = new URL(args.request.url).searchParams.get("subject");
  const form = orRefuse(ctx, args.request, await prepareRequest(ctx, asked));
  const { release, fellowship } = form;
  const subject = findCompetency(release, asked ?? "") ?? findEpa(release, asked ?? "");
  const option = (each: { code: string; name: string }, group: string) => ({
    value: each.code,
    label: `${each.code} ${each.name}`,
    group,
  });
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    fellowshipId: fellowship.id,
    subject: subject ? { code: subject.code, name: subject.name } : null,
    subjects: [
      ...release.epas.map((each) => option(each, "Entrustable activities")),
      ...release.competencies.map((each) => option(each, "Competencies")),
    ],
    tools: subject
      ? toolsFor(release, subject.code).map((tool) => ({
          value: tool,
          label: say(ctx.content.copy, `tools.${tool}`),
        }))
      : [],
    assessors: form.assessors.map((each) => ({ value: each.id, label: each.name })),
    cases: form.cases.map((each) => ({
      value: each.id,
      label: `${findActivity(release, each.activity)?.name ?? each.activity}, ${dayWords(each.performedAt, fellowship.timeZone)}`,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RequestObservation);
  if (!form.ok) return wrongFields(form);
  const requested = await requestObservation(ctx, form.value);
  if (!requested.ok) return refusedField(ctx, requested.refusal, form.typed);
  return redirect("/logbook?done=requested");
}

export default function NewRequest() {
  const { frame, subject, subjects, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nobody has been asked yet" />
      <PageHeader
        title={subject ? subject.name : "What should be observed?"}
        crumbs={subject ? [{ label: "Ask for an observation", to: "/requests/new" }] : []}
        lead={
          subject
            ? "Choose who should judge it. You see only those who may, today."
            : "Choose what you want to be judged on."
        }
      />
      {subject ? (
        <Who subject={subject} form={form} reply={reply} />
      ) : (
        <Form method="get" className="form">
          <Select
            name="subject"
            label="Competency or activity"
            options={subjects}
            empty="Choose one"
            required
          />
          <div>
            <Button>Go on</Button>
          </div>
        </Form>
      )}
    </PersonalPage>
  );
}

type Offered = Omit<
  ReturnType<typeof useLoaderData<typeof loader>>,
  "frame" | "subject" | "subjects"
>;

function Who({
  subject,
  form,
  reply,
}: {
  subject: { readonly code: string };
  form: Offered;
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of } = typedIn(reply);
  if (form.assessors.length === 0) {
    return (
      <EmptyState
        title="Nobody in your programme may judge this today"
        icon="people"
        action={<ButtonLink to="/requests/new">Choose something else</ButtonLink>}
      >
        Tell your programme director: a founding assessor can be appointed for it.
      </EmptyState>
    );
  }
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      <input type="hidden" name="subjectCode" value={subject.code} />
      <RadioGroup
        name="assessorId"
        label="Who"
        options={form.assessors}
        value={of("assessorId", form.assessors.length === 1 ? form.assessors[0]?.value : undefined)}
        error={reply?.fields.assessorId}
        required
      />
      <RadioGroup
        name="tool"
        label="How"
        options={form.tools}
        value={of("tool", form.tools[0]?.value)}
        error={reply?.fields.tool}
        required
      />
      {form.cases.length > 0 && (
        <Select
          name="caseId"
          label="About one of your cases"
          options={form.cases}
          empty="None in particular"
          value={of("caseId")}
          error={reply?.fields.caseId}
          required={false}
        />
      )}
      <div>
        <Button wide>Ask</Button>
      </div>
      <p className="soft">The request ends by itself after two weeks.</p>
    </Form>
  );
}
