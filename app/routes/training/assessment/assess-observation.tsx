import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { DeclineForm } from "#app/components/decline-form.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ObservationFields, observationLabels } from "#app/components/observation-fields.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import type { RequestState } from "#app/domain/training/assessment/assessment-link.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  prepareAnswer,
  prepareObservation,
} from "#app/operations/training/assessment/assessor-inbox.server.ts";
import {
  DeclineRequest,
  declineRequest,
} from "#app/operations/training/assessment/decline-request.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
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
  const { fellowship, release, request, entry, state, weight } = found;
  return {
    frame: await frameFor(ctx, args.request),
    fellow: fellowship.fellowName,
    subject: request ? subjectName(release, request.subjectCode) : null,
    may: found.subjects.length > 0,
    state,
    counts: weight === "counts",
    requestId: request?.id ?? null,
    endsAt: request?.expiresAt ?? null,
    now: ctx.now,
    entry: entry ? caseWords(ctx.content, release, entry, fellowship.timeZone) : null,
    form: observationFormView(ctx.content, found, ctx.now),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  if (given.get("word") === "decline") {
    const form = parseFormData(given, DeclineRequest);
    if (!form.ok) return wrongFields(form);
    const declined = await declineRequest(ctx, form.value);
    if (!declined.ok) return refusedField(ctx, declined.refusal, form.typed);
    return redirect("/assess?done=said-no");
  }
  const form = parseFormData(given, RecordObservation);
  if (!form.ok) return wrongFields(form);
  const recorded = await recordObservation(ctx, form.value);
  if (!recorded.ok) return refusedField(ctx, recorded.refusal, form.typed);
  return redirect("/assess?done=recorded");
}

export default function AssessObservation() {
  const { frame, fellow, subject, entry, form, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={observationLabels}
        title="The observation is not recorded yet"
      />
      <PageHeader
        title={subject ?? `Observe ${fellow}`}
        crumbs={[{ label: "To assess", to: "/assess" }]}
        lead={subject ? `${fellow} asks you to judge this.` : undefined}
      />
      {page.state === "open" && !page.counts && (
        <Notice kind="info" title={`Feedback for ${fellow}, which does not count`}>
          You need the supervisor's credential, this subject's own credential at level 5, or an
          appointment as founding assessor. What you say is kept and shown as feedback.
        </Notice>
      )}
      {entry && (
        <Panel
          title={entry.title}
          lead={form.confirmsCase ? "By recording you also confirm that it was so." : undefined}
        >
          <CaseDetails entry={entry} />
        </Panel>
      )}
      {page.state === "open" && page.may ? (
        <ObservationFields form={form} reply={reply} />
      ) : (
        <Closed state={page.state} />
      )}
      {page.state === "open" && page.requestId && page.endsAt !== null && (
        <>
          <DeclineForm requestId={page.requestId} fellow={fellow} reply={reply} />
          <p className="soft">
            The request ends by itself: <TimeLeft until={page.endsAt} now={page.now} />.
          </p>
        </>
      )}
    </PersonalPage>
  );
}

function Closed({ state }: { state: RequestState }) {
  if (state === "answered") return <Notice kind="done" title="This request was answered already" />;
  if (state === "declined") return <Notice kind="info" title="You declined this request" />;
  if (state === "expired") {
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
