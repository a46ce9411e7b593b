import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CodePanel, type CodeView } from "#app/components/code-panel.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { findActivity, findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { somebodyElse } from "#app/domain/training/assessment/assessment-link.ts";
import { toolsFor } from "#app/domain/training/assessment/observation.ts";
import { codeView } from "#app/http/code.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { enoughSubjects } from "#app/operations/training/assessment/enough-subjects.server.ts";
import { handOverLink } from "#app/operations/training/assessment/hand-over-link.server.ts";
import { prepareRequest } from "#app/operations/training/assessment/prepare-request.server.ts";
import {
  RequestObservation,
  requestObservation,
} from "#app/operations/training/assessment/request-observation.server.ts";

export const meta: MetaFunction = () => [{ title: "Ask for an observation · Systole" }];

/** What the code leads to is a key while it lasts. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

/** Two steps without script: what is to be judged, then who may judge it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const params = new URL(args.request.url).searchParams;
  const caseId = params.get("case");
  const asked = params.get("subject");
  const form = orRefuse(ctx, args.request, await prepareRequest(ctx, asked, caseId));
  const { release, fellowship } = form;
  const subject = findCompetency(release, asked ?? "") ?? findEpa(release, asked ?? "");
  const enough = orRefuse(ctx, args.request, await enoughSubjects(ctx));
  const option = (each: { code: string; name: string }, group: string) => ({
    value: each.code,
    label: `${each.code} ${each.name}${enough.includes(each.code) ? " (enough evidence)" : ""}`,
    group,
  });
  const isOffered = ({ code }: { code: string }) =>
    form.shown === null || form.shown.includes(code);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    fellowshipId: fellowship.id,
    subject: subject ? { code: subject.code, name: subject.name } : null,
    enough: subject ? enough.includes(subject.code) : false,
    subjects: [
      ...release.epas.filter(isOffered).map((each) => option(each, "Entrustable activities")),
      ...release.competencies
        .filter((each) => isOffered(each) && !each.multiSourceFeedback)
        .map((each) => option(each, "Competencies")),
    ],
    tools: subject
      ? toolsFor(release, subject.code).map((tool) => ({
          value: tool,
          label: say(ctx.content.copy, `tools.${tool}`),
        }))
      : [],
    assessors: form.assessors.map((each) => ({ value: each.id, label: each.name })),
    others: form.others.map((each) => ({ value: each.id, label: each.name })),
    chosenCase: caseId ?? undefined,
    supervisorId: form.supervisorId,
    zone: fellowship.timeZone,
    days: form.policy.requestDays,
    cases: form.cases.map((each) => ({
      value: each.id,
      label: `${findActivity(release, each.activity)?.name ?? each.activity}, ${dayWords(each.performedAt, fellowship.timeZone)}`,
    })),
  };
}

/** Asks, and in the same act shows the code or sends the mail, as the button says. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  const form = parseFormData(given, RequestObservation);
  if (!form.ok) return wrongFields(form);
  const requested = await requestObservation(ctx, form.value);
  if (!requested.ok) return refusedField(ctx, requested.refusal, form.typed);
  const requestId = requested.value.id;
  const channel = given.get("hand");
  if (channel !== "qr" && channel !== "mail")
    return redirect(`/requests/${requestId}?done=requested`);
  const made = await handOverLink(ctx, { requestId, channel });
  if (!made.ok) return refusedForm(ctx, made.refusal, form.typed);
  const code = codeView(made.value, ctx.now);
  return code ? data({ requestId, shown: code }) : redirect(`/requests/${requestId}?done=mailed`);
}

const labels = {
  assessorId: "Who",
  assessorName: "Name",
  assessorEmail: "E-mail address",
  assessorRegistration: "Registration",
  tool: "How",
  caseId: "About one of your cases",
};

export default function NewRequest() {
  const { frame, subject, subjects, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "shown" in answer && subject) {
    return (
      <PersonalPage frame={frame}>
        <PageHeader
          title={subject.name}
          crumbs={[{ label: "Requests", to: "/requests" }]}
          lead="The request is made."
        />
        <CodePanel code={answer.shown as CodeView} zone={form.zone} requestId={answer.requestId} />
      </PersonalPage>
    );
  }
  const reply = answer as Reply | undefined;
  const byRound = subject !== null && form.tools.length === 0;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nobody has been asked yet" />
      <PageHeader
        title={subject ? subject.name : "What should be observed?"}
        crumbs={[
          { label: "Requests", to: "/requests" },
          ...(subject ? [{ label: "Ask for an observation", to: "/requests/new" }] : []),
        ]}
        lead={
          subject && !byRound
            ? "Choose who saw you, and how the request reaches them. They need no account."
            : !subject && "Choose what you want to be judged on."
        }
      />
      {form.enough && (
        <Notice title="Enough evidence">
          The last observations of this agree. Another one would tell little that is new.
        </Notice>
      )}
      {byRound ? (
        <ByRound />
      ) : subject ? (
        <Who subject={subject} form={form} reply={reply} />
      ) : (
        <Form method="get" className="form">
          {form.chosenCase && <input type="hidden" name="case" value={form.chosenCase} />}
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

/** What many judge is not asked of one. */
function ByRound() {
  return (
    <EmptyState
      title="This is judged in a round of feedback"
      icon="people"
      action={<ButtonLink to="/feedback/new">Begin a round of feedback</ButtonLink>}
    >
      Several people who work with you answer, without their names.
    </EmptyState>
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
  const sole = form.assessors.length === 1 ? form.assessors[0]?.value : undefined;
  const people = [
    ...form.assessors.map((each) => ({ ...each, hint: "May judge this today" })),
    ...form.others.map((each) => ({ ...each, hint: "Feedback; does not count today" })),
    { value: somebodyElse, label: "Somebody else", hint: "Say who, below" },
  ];
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      <input type="hidden" name="subjectCode" value={subject.code} />
      <RadioGroup
        name="assessorId"
        label="Who"
        options={people}
        value={of("assessorId", form.supervisorId ?? sole)}
        error={reply?.fields.assessorId}
        required
      />
      <Somebody reply={reply} open={people.length === 1} />
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
          value={of("caseId", form.chosenCase)}
          error={reply?.fields.caseId}
          required={false}
        />
      )}
      <div className="page-actions">
        <Button name="hand" value="qr">
          Ask, and show a code to scan
        </Button>
        <Button name="hand" value="mail" kind="secondary">
          Ask by mail
        </Button>
        <Button name="hand" value="list" kind="secondary">
          Ask in the portal
        </Button>
      </div>
      <p className="soft">
        Whoever has an account finds it in the portal in any case. It ends by itself after{" "}
        {form.days} days.
      </p>
    </Form>
  );
}

/** Somebody whom the list does not name; who is known already is found by address or registration. */
function Somebody({ reply, open }: { reply: Parameters<typeof typedIn>[0]; open: boolean }) {
  const { of } = typedIn(reply);
  const names = ["assessorName", "assessorEmail", "assessorRegistration"];
  const isOpen = open || of("assessorId") === somebodyElse;
  return (
    <details open={isOpen || names.some((each) => reply?.fields[each])}>
      <summary>Who somebody else is</summary>
      <div className="form">
        <TextField
          name="assessorName"
          label="Name"
          value={of("assessorName")}
          error={reply?.fields.assessorName}
          autoComplete="off"
          maxLength={200}
          required={false}
        />
        <TextField
          name="assessorEmail"
          label="E-mail address"
          hint="Of the hospital, not a private one."
          type="email"
          value={of("assessorEmail")}
          error={reply?.fields.assessorEmail}
          autoComplete="off"
          maxLength={254}
          required={false}
        />
        <TextField
          name="assessorRegistration"
          label="Registration"
          hint="If you know it, such as GMC:7012345. Whoever is known here already is found by it."
          value={of("assessorRegistration")}
          error={reply?.fields.assessorRegistration}
          autoComplete="off"
          code
          maxLength={50}
          required={false}
        />
      </div>
    </details>
  );
}
