import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords, Moment } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Card, Cards, Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { assessorInbox } from "#app/operations/training/assessor-inbox.server.ts";
import { subjectName } from "./observation-form-view.ts";

export const meta: MetaFunction = () => [{ title: "What waits for you · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const inbox = orRefuse(ctx, args.request, await assessorInbox(ctx));
  const release = ctx.content.current;
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.get("done"),
    cases: inbox.cases.map(({ id, activity, fellowName, performedAt }) => ({
      id,
      title: findActivity(release, activity)?.name ?? activity,
      fellowName,
      performedAt,
    })),
    requests: inbox.requests.map(({ id, subjectCode, fellowName, expiresAt }) => ({
      id,
      title: subjectName(release, subjectCode),
      fellowName,
      expiresAt,
    })),
    fellows: inbox.fellows.map(({ id, fellowName, programmeName }) => ({
      id,
      fellowName,
      programmeName,
    })),
    zone: inbox.fellows[0]?.timeZone ?? "UTC",
  };
}

const doneWords: Readonly<Record<string, string>> = {
  confirmed: "The case is confirmed and counts now",
  declined: "The case was declined; the fellow sees your reason",
  recorded: "The observation is recorded; the fellow sees it now",
};

export default function Assess() {
  const { frame, done, cases, requests, fellows, zone } = useLoaderData<typeof loader>();
  const waiting = cases.length + requests.length;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="What waits for you"
        lead={waiting === 0 ? "Nothing at the moment." : `${waiting} to answer.`}
      />
      {done && doneWords[done] && <Notice kind="done" title={doneWords[done]} />}
      {waiting === 0 && (
        <EmptyState title="Nothing waits for you" icon="eye">
          Cases that name you and observations you are asked for appear here.
        </EmptyState>
      )}
      {requests.length > 0 && (
        <Panel title="Observations you are asked for">
          <Cards>
            {requests.map((each) => (
              <Card key={each.id} title={each.title} to={`/assess/requests/${each.id}`}>
                {each.fellowName}. Ends <Moment at={each.expiresAt} zone={zone} />.
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
      {cases.length > 0 && (
        <Panel title="Cases to confirm">
          <Cards>
            {cases.map((each) => (
              <Card key={each.id} title={each.title} to={`/assess/cases/${each.id}`}>
                {each.fellowName}, {dayWords(each.performedAt, zone)}
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
      {fellows.length > 0 && (
        <Panel title="You saw something worth recording" lead="Observe a fellow who did not ask.">
          <Cards>
            {fellows.map((each) => (
              <Card key={each.id} title={each.fellowName} to={`/assess/new?fellow=${each.id}`}>
                {each.programmeName}
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
    </PersonalPage>
  );
}
