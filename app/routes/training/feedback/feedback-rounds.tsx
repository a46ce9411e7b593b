import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { rolesAt } from "#app/domain/people/grant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  listFeedbackRounds,
  type RoundLine,
} from "#app/operations/training/feedback/show-feedback-round.server.ts";
import { stateWords } from "./feedback-view.ts";

export const meta: MetaFunction = () => [{ title: "Feedback · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { own, others } = orRefuse(ctx, args.request, await listFeedbackRounds(ctx));
  const roles = rolesAt(ctx.actor.grants, ctx.now);
  const done = new URL(args.request.url).searchParams.get("done");
  return {
    frame: await frameFor(ctx, args.request),
    own: own.map(lineView),
    others: others.map(lineView),
    // While a round about oneself takes answers, no other can begin.
    mayBegin:
      roles.includes("programme_director") ||
      (roles.includes("fellow") && !own.some((each) => each.state === "open")),
    isFellow: roles.includes("fellow"),
    mayDiscuss: roles.includes("assessor") || roles.includes("programme_director"),
    done: done === "begun",
  };
}

function lineView(line: RoundLine) {
  const { round, fellowship } = line;
  return {
    id: round.id,
    fellow: round.fellowName,
    answered: `${round.answered} of ${round.invited}`,
    until: dayWords(round.closesAt - 1, fellowship.timeZone),
    state: stateWords(line),
  };
}

export default function FeedbackRounds() {
  const { frame, own, others, mayBegin, isFellow, mayDiscuss, done } =
    useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Feedback from several sources"
        lead="People from several professions judge how somebody leads and works in a team. They answer without their names."
        actions={
          mayBegin && (
            <ButtonLink to="/feedback/new" icon="plus">
              Begin a round
            </ButtonLink>
          )
        }
      />
      {done && (
        <Notice kind="done" title="The round has begun, and everybody has been sent a link" />
      )}
      {isFellow && (
        <Panel title="About you">
          {own.length === 0 ? (
            <EmptyState title="No round yet" icon="people">
              Invite people who have seen you lead: physicians, nurses and others.
            </EmptyState>
          ) : (
            <DataTable
              caption="Rounds about you"
              hideCaption
              columns={columns.filter((each) => each.key !== "fellow")}
              rows={own}
              rowKey={(row) => row.id}
            />
          )}
        </Panel>
      )}
      {mayDiscuss && (
        <Panel title="About fellows" lead="You discuss a round with the fellow once it has ended.">
          <DataTable
            caption="Rounds about fellows"
            hideCaption
            columns={columns}
            rows={others}
            rowKey={(row) => row.id}
            empty="There is no round that you may discuss."
          />
        </Panel>
      )}
    </PersonalPage>
  );
}

type Row = ReturnType<typeof lineView>;

const columns: Column<Row>[] = [
  {
    key: "state",
    header: "Round",
    heads: true,
    cell: (row) => <a href={`/feedback/${row.id}`}>{row.state}</a>,
  },
  { key: "fellow", header: "Fellow", cell: (row) => row.fellow },
  { key: "answered", header: "Answered", cell: (row) => row.answered },
  { key: "until", header: "Last day", cell: (row) => row.until },
];
