import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Card, Cards, Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showRequests } from "#app/operations/training/assessment/show-requests.server.ts";
import { subjectName } from "./observation-form-view.ts";
import { requestMarks } from "./request-words.ts";

export const meta: MetaFunction = () => [{ title: "Whom you asked · Systole" }];

/** Answered ones are on the page of their subject; here they are only the latest. */
const answeredShown = 10;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { release, rows } = orRefuse(ctx, args.request, await showRequests(ctx));
  const shown = rows.map((each) => ({
    id: each.id,
    againId: uuidv7(),
    title: subjectName(release, each.subjectCode),
    assessorName: each.assessorName,
    expiresAt: each.expiresAt,
    declinedBecause: each.declinedBecause,
    state: each.state,
  }));
  return {
    frame: await frameFor(ctx, args.request),
    now: ctx.now,
    open: shown.filter((each) => each.state === "open").reverse(),
    ended: shown.filter((each) => each.state === "expired" || each.state === "declined"),
    answered: shown.filter((each) => each.state === "answered").slice(0, answeredShown),
    done: new URL(args.request.url).searchParams.get("done"),
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["open"][number];

export default function Requests() {
  const { frame, now, open, ended, answered, done } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Whom you asked"
        lead="A request ends by itself. Asking again takes one tap."
        actions={
          <ButtonLink to="/requests/new" icon="plus">
            Ask for an observation
          </ButtonLink>
        }
      />
      {done === "requested" && <Notice kind="done" title="Your assessor sees the request now" />}
      {open.length + ended.length + answered.length === 0 && (
        <EmptyState title="Nobody was asked yet" icon="eye">
          Ask whoever saw you work, also somebody without an account: with a code on your screen, or
          by mail.
        </EmptyState>
      )}
      {open.length > 0 && (
        <Panel title="Open" meta={`${open.length}`}>
          <Cards>
            {open.map((each) => (
              <Card key={each.id} title={each.title} to={`/requests/${each.id}`}>
                {each.assessorName}. <TimeLeft until={each.expiresAt} now={now} />.
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
      {ended.length > 0 && (
        <Panel title="Ended or declined" meta={`${ended.length}`}>
          <ul className="plain-list stack">
            {ended.map((each) => (
              <Ended key={each.id} row={each} />
            ))}
          </ul>
        </Panel>
      )}
      {answered.length > 0 && (
        <Panel title="Answered">
          <Cards>
            {answered.map((each) => (
              <Card key={each.id} title={each.title} to={`/requests/${each.id}`}>
                {each.assessorName}
              </Card>
            ))}
          </Cards>
        </Panel>
      )}
    </PersonalPage>
  );
}

function Ended({ row }: { row: Row }) {
  return (
    <li className="stack" data-gap="small">
      <p>
        <a href={`/requests/${row.id}`}>{row.title}</a>, {row.assessorName}.{" "}
        <StateMark {...requestMarks[row.state]} />
      </p>
      {row.declinedBecause && <p>“{row.declinedBecause}”</p>}
      <Form method="post" action={`/requests/${row.id}`}>
        <input type="hidden" name="id" value={row.againId} />
        <input type="hidden" name="requestId" value={row.id} />
        <Button name="word" value="again" kind="secondary">
          Ask again
          <span className="visually-hidden">
            : {row.title}, {row.assessorName}
          </span>
        </Button>
      </Form>
    </li>
  );
}
