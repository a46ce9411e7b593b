import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { ContextTargets } from "#app/components/context-targets.tsx";
import { Meter } from "#app/components/meter.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { JudgementsBeside, SubjectCases } from "#app/components/subject-evidence.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pageOf } from "#app/http/paging.server.ts";
import { showSubject } from "#app/operations/training/progress/show-subject.server.ts";
import { baseOf, underFellow } from "./dossier-tabs.ts";
import { observeWay } from "./progress-view.ts";
import { contextViews, subjectDetail, subjectEvidence } from "./subject-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? "Progress"} · Systole` },
];

/** One competency or EPA: the fellow's own page, or as those who oversee them see it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = null, code = "" } = args.params;
  const view = orRefuse(ctx, args.request, await showSubject(ctx, fellowshipId, code));
  const { fellowship, credentials, activities } = view;
  const base = baseOf(fellowshipId);
  const own = fellowshipId === null;
  const { rows, ...pages } = pageOf(view.cases, args.request.url);
  return {
    frame: await frameFor(ctx, args.request),
    zone: fellowship.timeZone,
    own,
    code: view.code,
    name: view.name,
    kind: view.kind,
    status: view.status,
    targetLevel: view.targetLevel,
    title: own ? view.name : `${fellowship.fellowName}: ${view.name}`,
    crumbs: underFellow(own ? null : fellowship.fellowName, base),
    credentials: credentials.map(({ code: of, name }) => ({ name, to: `${base}/${of}` })),
    activities: activities.map(({ code: of, name }) => ({ code: of, name })),
    contexts: contextViews(ctx.content, view.contexts, false),
    enough: view.enough && view.status !== "met",
    observe: observeWay(releaseOf(ctx.content, fellowship.release), view.code),
    ...subjectDetail(ctx.content, view),
    evidence: subjectEvidence(ctx.content, view, rows),
    pages,
  };
}

const states = {
  met: "satisfied",
  in_progress: "in_progress",
  blocked_pending_review: "blocked",
} as const;

export default function ProgressSubject() {
  const page = useLoaderData<typeof loader>();
  const { frame, evidence, zone, pages, own } = page;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={page.title}
        crumbs={page.crumbs}
        state={<StateMark state={states[page.status]} />}
        lead={<Lead page={page} />}
        actions={own && <Actions page={page} />}
      />
      {page.enough && (
        <Notice title="Enough evidence">
          The last observations agree. Another one would tell little that is new: ask about
          something else first.
        </Notice>
      )}
      <Panel title="What is asked" lead={page.summary || "Everything is shown."}>
        <div className="meters">
          {page.meters.map((meter) => (
            <Meter key={meter.label} {...meter} />
          ))}
        </div>
      </Panel>
      <ContextTargets targets={page.contexts} />
      {page.fills.length > 0 && <NextCase page={page} />}
      <JudgementsBeside {...evidence} zone={zone} />
      <Panel
        title="Cases"
        meta={`${pages.total}`}
        id="cases"
        lead={
          page.kind === "epa"
            ? "Logged in its competencies. An activity is judged by observation alone."
            : undefined
        }
      >
        <SubjectCases cases={evidence.cases} zone={zone} linked={own} />
        <Pager label="Cases" words={{ before: "Newer", after: "Older" }} {...pages} />
      </Panel>
    </PersonalPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function Lead({ page }: { page: Page }) {
  const place = page.kind === "epa" ? "epas" : "competencies";
  return (
    <>
      <a className="code" href={`/curriculum/${place}/${page.code}`}>
        {page.code}
      </a>
      , level {page.targetLevel} or above. {page.credentials.length > 0 && "Part of "}
      {page.credentials.map(({ name, to }, i) => (
        <span key={to}>
          {i > 0 && ", "}
          <a href={to}>{name}</a>
        </span>
      ))}
      {page.credentials.length > 0 && "."}
    </>
  );
}

function Actions({ page }: { page: Page }) {
  return (
    <>
      <ButtonLink
        to="/logbook/new"
        icon="plus"
        kind={page.fills.length > 0 ? "primary" : "secondary"}
      >
        Log a case
      </ButtonLink>
      <ButtonLink to={page.observe.to} icon="eye" kind="secondary">
        {page.observe.label}
      </ButtonLink>
      <ButtonLink to={`/progress/subjects/${page.code}/self`} icon="person" kind="quiet">
        Assess yourself
      </ButtonLink>
    </>
  );
}

/** What one more case would fill, and which activities are such cases. */
function NextCase({ page }: { page: Page }) {
  return (
    <Panel
      title="The next case"
      lead="Once its supervisor has confirmed it, it fills one of these."
    >
      <ul className="plain-list">
        {page.fills.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <ul className="plain-list" aria-label="Activities that count">
        {page.activities.map(({ code, name }) => (
          <li key={code}>
            {page.own ? <a href={`/logbook/new?activity=${code}`}>{name}</a> : name}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
