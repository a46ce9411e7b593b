import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ObservationFields } from "#app/components/observation-fields.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  prepareAnswer,
  prepareObservation,
} from "#app/operations/training/assessor-inbox.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/record-observation.server.ts";
import { observationFormView, subjectName } from "./observation-form-view.ts";

export const meta: MetaFunction = () => [{ title: "Record an observation · Systole" }];

/** Two addresses: an answer to a request, or an observation that nobody asked for. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { request: requestId } = args.params;
  const fellowshipId = new URL(args.request.url).searchParams.get("fellow") ?? "";
  const prepared = requestId
    ? await prepareAnswer(ctx, requestId)
    : await prepareObservation(ctx, fellowshipId);
  const found = orRefuse(ctx, args.request, prepared);
  const { fellowship, release, request, entry } = found;
  return {
    frame: await frameFor(ctx, args.request),
    fellow: fellowship.fellowName,
    subject: request ? subjectName(release, request.subjectCode) : null,
    may: found.subjects.length > 0,
    answered: request !== null && request.answeredBy !== null,
    expired: request !== null && request.expiresAt <= ctx.now,
    entry: entry ? caseWords(ctx.content, release, entry, fellowship.timeZone) : null,
    form: observationFormView(ctx.content, found, ctx.now),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordObservation);
  if (!form.ok) return wrongFields(form);
  const recorded = await recordObservation(ctx, form.value);
  if (!recorded.ok) return refusedField(ctx, recorded.refusal, form.typed);
  return redirect("/assess?done=recorded");
}

export default function AssessObservation() {
  const { frame, fellow, subject, entry, form, ...state } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="The observation is not recorded yet" />
      <PageHeader
        title={subject ?? `Observe ${fellow}`}
        crumbs={[{ label: "To assess", to: "/assess" }]}
        lead={subject ? `${fellow} asks you to judge this.` : undefined}
      />
      {entry && (
        <Panel title={entry.title}>
          <CaseDetails entry={entry} />
        </Panel>
      )}
      {answerable(state) ? (
        <ObservationFields form={form} reply={reply} />
      ) : (
        <Closed state={state} />
      )}
    </PersonalPage>
  );
}

type State = { readonly may: boolean; readonly answered: boolean; readonly expired: boolean };

function answerable({ may, answered, expired }: State): boolean {
  return may && !answered && !expired;
}

function Closed({ state }: { state: State }) {
  if (state.answered) return <Notice kind="done" title="This request was answered already" />;
  if (state.expired) {
    return (
      <Notice kind="info" title="This request has ended">
        The fellow can ask again.
      </Notice>
    );
  }
  return (
    <EmptyState title="You may not judge this today" icon="eye">
      You need the supervisor's credential, this subject's own credential at level 5, or an
      appointment as founding assessor.
    </EmptyState>
  );
}
