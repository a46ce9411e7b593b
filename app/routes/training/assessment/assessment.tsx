import {
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { DeclineForm } from "#app/components/decline-form.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ObservationFields, observationLabels } from "#app/components/observation-fields.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { say } from "#app/domain/copy.ts";
import type { Weight } from "#app/domain/training/assessment/observation.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { guestContextFor } from "#app/http/guest.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { prepareGuestAnswer } from "#app/operations/training/assessment/answer-form.server.ts";
import {
  DeclineRequest,
  declineRequest,
} from "#app/operations/training/assessment/decline-request.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
import { observationFormView, subjectName } from "./observation-form-view.ts";

export const meta: MetaFunction = () => [
  { title: "Your assessment · Systole" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

/** The one page of somebody without an account, in the browser that opened their link. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await guestContextFor(args);
  const found = orRefuse(ctx, args.request, await prepareGuestAnswer(ctx));
  const { fellowship, release, request, entry, state, weight } = found;
  const { name, assurance } = ctx.actor;
  return {
    frame: await publicFrame(args),
    fellow: fellowship.fellowName,
    programme: fellowship.programmeName,
    name,
    state,
    isEnded: ctx.closed !== null && state === "open",
    requestId: ctx.actor.requestId,
    subject: request ? subjectName(release, request.subjectCode) : "",
    tool: request ? say(ctx.content.copy, `tools.${request.tool}`) : "",
    weight,
    inPerson: assurance === "in_person",
    entry: entry ? caseWords(ctx.content, release, entry, fellowship.timeZone) : null,
    form: observationFormView(ctx.content, found, ctx.now, name),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await guestContextFor(args);
  const given = await args.request.formData();
  if (given.get("word") === "decline") {
    const form = parseFormData(given, DeclineRequest);
    if (!form.ok) return wrongFields(form);
    const declined = await declineRequest(ctx, form.value);
    if (!declined.ok) return refusedField(ctx, declined.refusal, form.typed);
    return redirect("/assessment");
  }
  const form = parseFormData(given, RecordObservation);
  if (!form.ok) return wrongFields(form);
  const recorded = await recordObservation(ctx, form.value);
  if (!recorded.ok) return refusedField(ctx, recorded.refusal, form.typed);
  return redirect("/assessment");
}

export default function Assessment() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (page.state !== "open" || page.isEnded) return <Closed page={page} />;
  return (
    <PublicPage {...page.frame}>
      <FormErrors reply={reply} labels={observationLabels} title="Nothing is recorded yet" />
      <PageHeader
        title={page.subject}
        lead={`${page.fellow} asks ${page.name} to judge this. ${page.tool}, ${page.programme}.`}
      />
      <Weighs weight={page.weight} fellow={page.fellow} />
      {page.entry && (
        <Panel
          title={page.entry.title}
          lead={
            page.form.confirmsCase
              ? `${page.fellow} names you as supervisor. By recording you also confirm that it was so.`
              : undefined
          }
        >
          <CaseDetails entry={page.entry} />
        </Panel>
      )}
      <ObservationFields form={page.form} reply={reply} />
      <p className="soft">
        By pressing the button you state that you are {page.name}.{" "}
        {page.inPerson
          ? "How you came here is kept with it: in person, by a code."
          : "How you came here is kept with it."}
      </p>
      <DeclineForm requestId={page.requestId} fellow={page.fellow} reply={reply} />
    </PublicPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

const weighed: Readonly<Record<Exclude<Weight, "counts">, string>> = {
  not_entitled:
    "Nothing recorded here entitles you to judge this today. What you say is kept and shown as feedback; it counts towards no credential.",
  not_counted_assurance:
    "The programme counts only what is given in another way, such as with an account. What you say is kept and shown as feedback.",
};

/** Said before anything is written, so that nobody gives their time to what will not count unknowingly. */
function Weighs({ weight, fellow }: { weight: Weight; fellow: string }) {
  if (weight === "counts") return null;
  return (
    <Notice kind="info" title={`Feedback for ${fellow}, which does not count`}>
      {weighed[weight]}
    </Notice>
  );
}

function Closed({ page }: { page: Page }) {
  const { title, words } = closing(page);
  return (
    <PublicPage {...page.frame}>
      <PageHeader title={title} />
      <Notice kind={page.state === "answered" ? "done" : "info"}>{words}</Notice>
    </PublicPage>
  );
}

function closing({ state, fellow, weight }: Page): { title: string; words: string } {
  if (state === "answered") {
    const counts = weight === "counts" ? "" : " As feedback; it does not count.";
    return {
      title: "Thank you, it is recorded",
      words: `${fellow} sees it now.${counts} You can close this page.`,
    };
  }
  if (state === "declined") {
    return { title: "You declined", words: `${fellow} sees your reason. You can close this page.` };
  }
  return { title: "The time is up", words: `Nothing was recorded. ${fellow} can ask again.` };
}
