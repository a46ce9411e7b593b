import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { ContextTargets } from "#app/components/context-targets.tsx";
import { CredentialList } from "#app/components/credential-list.tsx";
import { Moment } from "#app/components/moment.tsx";
import { NextList } from "#app/components/next-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { SubjectGroups } from "#app/components/subject-list.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { expiringViews } from "#app/http/expiring.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showOwnProgress } from "#app/operations/training/progress/show-progress.server.ts";
import { dossierTabs } from "./dossier-tabs.ts";
import { credentialSummary, nearestFirst, nextViews, subjectGroups } from "./progress-view.ts";
import { contextViews } from "./subject-view.ts";

export const meta: MetaFunction = () => [{ title: "What is still missing · Systole" }];

const base = "/progress";

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showOwnProgress(ctx));
  const { fellowship, progress, held, enough, at } = shown;
  const release = releaseOf(ctx.content, fellowship.release);
  const expiring = await expiringViews(ctx, args.request);
  const credentials = progress.map((each) =>
    credentialSummary(ctx.content, each, held.includes(each.credential)),
  );
  return {
    frame: await frameFor(ctx, args.request),
    at,
    zone: fellowship.timeZone,
    programme: fellowship.programmeName,
    release: fellowship.release,
    next: nextViews(ctx.content, release, shown, expiring, base, true),
    credentials: [...credentials].sort(nearestFirst),
    contexts: contextViews(ctx.content, shown.contexts, true),
    groups: subjectGroups(ctx.content, release, progress, base, new Set(enough)),
  };
}

export default function Progress() {
  const { frame, at, zone, programme, release, next, credentials, contexts, groups } =
    useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="What is still missing"
        lead={`${programme}, curriculum ${release}.`}
        actions={
          <>
            <ButtonLink to="/logbook/new" icon="plus">
              Log a case
            </ButtonLink>
            <ButtonLink to="/logbook/again" icon="clock" kind="secondary">
              Same again
            </ButtonLink>
            <ButtonLink to="/requests/new" icon="eye" kind="secondary">
              Ask for an observation
            </ButtonLink>
          </>
        }
      />
      <Tabs label="Your progress" tabs={dossierTabs(base, "")} />
      <NextList title="Next" things={next} empty="Nothing is missing that you could do now." />
      <Panel
        title="Your credentials"
        lead="What is complete here still has to be recommended by the committee and signed by the director."
      >
        <CredentialList credentials={credentials} base={base} few={3} />
      </Panel>
      <ContextTargets targets={contexts} />
      <SubjectGroups groups={groups} />
      <p className="soft">
        As recorded on <Moment at={at} zone={zone} />.
      </p>
    </PersonalPage>
  );
}
