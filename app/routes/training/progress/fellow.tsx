import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { ContextTargets } from "#app/components/context-targets.tsx";
import { CredentialList } from "#app/components/credential-list.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { NextList } from "#app/components/next-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { SubjectGroups } from "#app/components/subject-list.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { ComplicationReviews } from "#app/components/training-acts.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { releaseOf } from "#app/domain/content.ts";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { permit } from "#app/domain/people/permit.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  ReviewComplication,
  reviewComplication,
} from "#app/operations/training/case/review-complication.server.ts";
import { showFellow } from "#app/operations/training/progress/show-progress.server.ts";
import { baseOf, dossierTabs, viewCrumbs } from "./dossier-tabs.ts";
import { credentialSummary, nextViews, subjectGroups } from "./progress-view.ts";
import { contextViews } from "./subject-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? "Fellow"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showFellow(ctx, args.params.fellowship ?? "");
  const view = orRefuse(ctx, args.request, shown);
  const { fellowship, progress, held, enough, toReview } = view;
  const base = baseOf(fellowship.id);
  const release = releaseOf(ctx.content, fellowship.release);
  const { programmeId, organisationId, fellowId: personId, timeZone } = fellowship;
  const place = { programmeId, organisationId, personId };
  return {
    frame: await frameFor(ctx, args.request),
    id: fellowship.id,
    name: fellowship.fellowName,
    worklist: `/programme/worklist?programme=${programmeId}`,
    lead: `${fellowship.programmeName}, curriculum ${fellowship.release}, ${validityWords(fellowship.during.start, fellowship.during.end, timeZone)}.`,
    mayChange: permit(ctx.actor, "fellowship.change", place, ctx.now).ok,
    next: nextViews(ctx.content, release, view, [], base, false),
    contexts: contextViews(ctx.content, view.contexts, true),
    groups: subjectGroups(ctx.content, release, progress, base, new Set(enough)),
    mayDirect: permit(ctx.actor, "complication.review", place, ctx.now).ok,
    mayOpen: permit(ctx.actor, "review.open", place, ctx.now).ok,
    done: new URL(args.request.url).searchParams.get("done"),
    toReview: toReview.map(({ id, activity, performedAt }) => ({
      id,
      title: findActivity(release, activity)?.name ?? activity,
      day: dayWords(performedAt, timeZone),
    })),
    credentials: progress.map((each) =>
      credentialSummary(ctx.content, each, held.includes(each.credential)),
    ),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = parseFormData(await args.request.formData(), ReviewComplication);
  if (!form.ok) return wrongFields(form);
  const reviewed = await reviewComplication(ctx, form.value);
  if (!reviewed.ok) return refusedField(ctx, reviewed.refusal, form.typed);
  return redirect(`/fellows/${args.params.fellowship}?done=reviewed`);
}

const doneWords: Readonly<Record<string, string>> = {
  reviewed: "The review is closed",
  changed: "The fellowship is changed",
};

export default function Fellow() {
  const { frame, name, lead, done, credentials, id, next, groups, ...view } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const complete = credentials.filter((each) => each.eligible && !each.held);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={name}
        lead={lead}
        crumbs={viewCrumbs(name)}
        actions={
          view.mayChange && (
            <>
              <ButtonLink to={`${baseOf(id)}/change`} kind="secondary" icon="settings">
                Change the fellowship
              </ButtonLink>
              <ButtonLink to={`${baseOf(id)}/export`} kind="quiet" icon="download">
                Export the portfolio
              </ButtonLink>
            </>
          )
        }
      />
      <Tabs label={`Progress of ${name}`} tabs={dossierTabs(baseOf(id), "")} />
      {done && doneWords[done] && (
        <Notice kind="done" title={doneWords[done]}>
          {view.mayDirect && <a href={view.worklist}>What else waits in the programme</a>}
        </Notice>
      )}
      {complete.length > 0 && (
        <Notice title={`Everything is shown for ${complete.map((each) => each.name).join(", ")}`}>
          {view.mayOpen ? (
            <a href="/committee">Take it to the committee.</a>
          ) : (
            "The committee can take it up."
          )}
        </Notice>
      )}
      {view.toReview.length > 0 && (
        <ComplicationReviews cases={view.toReview} mayReview={view.mayDirect} />
      )}
      <NextList title="Nearest to done" things={next} empty="Nothing is missing." />
      <Panel title="Credentials">
        <CredentialList credentials={credentials} base={baseOf(id)} />
      </Panel>
      <ContextTargets targets={view.contexts} />
      <SubjectGroups groups={groups} />
    </PersonalPage>
  );
}
