import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { caseDayWords } from "#app/components/case-details.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FirstFew } from "#app/components/first-few.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Card, Cards, Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { maintenanceInbox } from "#app/operations/credential/confirm-maintenance.server.ts";
import { assessorInbox } from "#app/operations/training/assessment/assessor-inbox.server.ts";
import { correctedWords } from "../case/case-versions-view.ts";
import { subjectName } from "./observation-form-view.ts";

export const meta: MetaFunction = () => [{ title: "What waits for you · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const inbox = orRefuse(ctx, args.request, await assessorInbox(ctx));
  const release = ctx.content.current;
  const zone = inbox.fellows[0]?.timeZone ?? "UTC";
  return {
    frame: await frameFor(ctx, args.request),
    imported: inbox.imported,
    kept: orRefuse(ctx, args.request, await maintenanceInbox(ctx)).length,
    done: new URL(args.request.url).searchParams.get("done"),
    cases: inbox.cases.map((entry) => ({
      id: entry.id,
      title: findActivity(release, entry.activity)?.name ?? entry.activity,
      words: `${entry.fellowName}, ${caseDayWords({ at: entry.performedAt, precision: entry.datePrecision, zone })}`,
      corrected: correctedWords(ctx.content, release, entry, zone),
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
    given: inbox.given.map((each) => ({
      id: each.id,
      title: subjectName(release, each.subjectCode),
      words: `${each.fellowName}, level ${each.level}`,
      isTakenBack: each.withdrawnBecause !== null,
    })),
    now: ctx.now,
  };
}

const doneWords: Readonly<Record<string, string>> = {
  confirmed: "The case is confirmed and counts now",
  declined: "The case was declined; the fellow sees your reason",
  recorded: "The observation is recorded; the fellow sees it now",
  "said-no": "You declined; the fellow sees your reason",
  corrected: "The correction is recorded; the fellow sees it now",
  "taken-back": "The observation counts no longer",
};

/** So many of what was said last stand open. */
const givenOpen = 3;

export default function Assess() {
  const { frame, done, imported, kept, cases, requests, fellows, given, now } =
    useLoaderData<typeof loader>();
  const programmes = new Set(fellows.map((each) => each.programmeName)).size;
  const waiting = cases.length + requests.length + imported + kept;
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
                {each.fellowName}. <TimeLeft until={each.expiresAt} now={now} />.
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
                {each.words}
                {each.corrected && (
                  <>
                    <br />
                    {each.corrected}
                  </>
                )}
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
      {imported > 0 && (
        <Panel title="Past cases to confirm">
          <Cards>
            <Card
              title={`${imported} ${imported === 1 ? "case" : "cases"} of an earlier logbook`}
              to="/assess/imported"
            >
              Fellows brought them in and name you. You answer them together.
            </Card>
          </Cards>
        </Panel>
      )}
      {kept > 0 && (
        <Panel title="Cases of holders to confirm">
          <Cards>
            <Card title={`${kept} ${kept === 1 ? "case" : "cases"}`} to="/my/confirmations">
              Holders keep a credential with them and name you.
            </Card>
          </Cards>
        </Panel>
      )}
      {fellows.length > 0 && (
        <Panel title="You saw something worth recording" lead="Observe a fellow who did not ask.">
          <Cards>
            {fellows.map((each) => (
              <Card key={each.id} title={each.fellowName} to={`/assess/new?fellow=${each.id}`}>
                {programmes > 1 && each.programmeName}
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
      {given.length > 0 && (
        <Panel title="What you said last" lead="Open one to correct it or take it back.">
          <FirstFew all={given} few={givenOpen} more="more">
            {(some) => (
              <Cards>
                {some.map((each) => (
                  <Card key={each.id} title={each.title} to={`/assess/given/${each.id}`}>
                    {each.words}
                    {each.isTakenBack && ", taken back"}
                  </Card>
                ))}
              </Cards>
            )}
          </FirstFew>
        </Panel>
      )}
    </PersonalPage>
  );
}
