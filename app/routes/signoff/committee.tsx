import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { outcomeWords } from "#app/components/dossier.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { MeetingTable } from "#app/components/meeting-table.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { routeTitles } from "#app/components/route-words.ts";
import { validityWords } from "#app/components/validity-words.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listMeetings } from "#app/operations/signoff/meeting/list-meetings.server.ts";
import { OpenReview, openReview } from "#app/operations/signoff/open-review.server.ts";
import { showAgenda } from "#app/operations/signoff/show-agenda.server.ts";
import { showEntrustments } from "#app/operations/signoff/show-entrustments.server.ts";
import { countsAs, epaName, rosterSentences } from "./entrustment-view.ts";

export const meta: MetaFunction = () => [{ title: "What waits for the committee · Systole" }];

/** The rest stands on the page of meetings. */
const meetingsShown = 3;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const agenda = orRefuse(ctx, args.request, await showAgenda(ctx));
  const candidates = agenda.candidates.map((each) => ({ ...each, id: uuidv7() }));
  const { meetings, mayCall } = orRefuse(ctx, args.request, await listMeetings(ctx));
  const { decisions, mayDecide } = orRefuse(ctx, args.request, await showEntrustments(ctx));
  const labelOf = (level: number) =>
    ctx.content.scale.levels.find((each) => each.level === level)?.label ?? "";
  return {
    frame: await frameFor(ctx, args.request),
    meetings: meetings.slice(0, meetingsShown),
    mayCall,
    now: ctx.now,
    reviews: agenda.reviews,
    candidates,
    mayDecide,
    sentences: rosterSentences(ctx.content),
    decisions: decisions.map((each) => ({
      id: each.id,
      name: each.personName,
      epa: epaName(ctx.content, each.epa),
      level: `${each.level}, ${labelOf(each.level)}`,
      counts: countsAs(ctx.content, each),
      when: validityWords(each.during.start, each.during.end, each.timeZone),
      by: each.deciderName,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, OpenReview);
  if (!form.ok) return wrongFields(form);
  const opened = await openReview(ctx, form.value);
  if (!opened.ok) return refusedForm(ctx, opened.refusal, form.typed);
  return redirect(`/committee/${opened.value.id}`);
}

export default function Committee() {
  const { frame, reviews, candidates, meetings, mayCall, now, ...entrustments } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="The review was not opened" />
      {search.get("done") === "entrusted" && !reply && (
        <Notice kind="done" title="The decision is recorded" />
      )}
      <PageHeader
        title="Committee"
        lead="Fellows who have shown everything, and reviews that wait for votes. The committee advises; the director decides and signs."
      />
      <Panel
        title="Meetings"
        lead="Agenda, attendance, conflicts of interest, what was found, and the minutes."
        meta={
          mayCall && (
            <ButtonLink kind="quiet" to="/committee/meetings/new" icon="plus">
              Call a meeting
            </ButtonLink>
          )
        }
      >
        <MeetingTable meetings={meetings} now={now} empty="No meeting has been called." />
        <p>
          <a href="/committee/meetings">All meetings</a>
        </p>
      </Panel>
      <Panel title="Open reviews">
        <DataTable
          caption="Reviews and how they stand"
          hideCaption
          rows={reviews}
          rowKey={(row) => row.id}
          empty="No review is open."
          columns={[
            {
              key: "person",
              header: "Person",
              heads: true,
              cell: (row) => <a href={`/committee/${row.id}`}>{row.personName}</a>,
            },
            {
              key: "credential",
              header: "For",
              cell: (row) => `${row.credentialName} (${row.credentialCode})`,
            },
            {
              key: "route",
              header: "Route",
              cell: (row) => routeTitles[row.route],
            },
            { key: "state", header: "Votes", cell: (row) => outcomeWords(row.committee) },
            { key: "voted", header: "Yours", cell: (row) => (row.voted ? "Given" : "Waiting") },
            {
              key: "opened",
              header: "Opened",
              cell: (row) => dayWords(row.openedAt, row.timeZone),
            },
          ]}
        />
      </Panel>
      <Panel
        title="Ready for review"
        lead="Nobody is reviewed by software: opening a review fixes the evidence and asks the committee."
      >
        <DataTable
          caption="People and what they are ready for"
          hideCaption
          rows={candidates}
          rowKey={(row) => row.id}
          empty="Nobody has newly shown everything that a credential asks."
          columns={[
            { key: "person", header: "Person", heads: true, cell: (row) => row.personName },
            {
              key: "credential",
              header: "For",
              cell: (row) => `${row.credentialName} (${row.credentialCode})`,
            },
            {
              key: "route",
              header: "Route",
              cell: (row) => (row.fellowshipId ? "Training" : "Practice pathway"),
            },
            { key: "open", header: "Next", cell: (row) => <OpenForm candidate={row} /> },
          ]}
        />
      </Panel>
      <Entrustments {...entrustments} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Entrustments({
  decisions,
  mayDecide,
  sentences,
}: Pick<Data, "decisions" | "mayDecide" | "sentences">) {
  return (
    <Panel
      title="Entrustment"
      lead={`What fellows are trusted with, today and from a later day on. ${sentences.join(" ")}`}
      meta={
        mayDecide && (
          <ButtonLink kind="quiet" to="/committee/entrustments/new" icon="plus">
            Decide<span className="visually-hidden"> on entrustment</span>
          </ButtonLink>
        )
      }
    >
      <DataTable
        caption="Entrustment decisions that hold"
        hideCaption
        rows={decisions}
        rowKey={(row) => row.id}
        empty="Nobody has been entrusted with anything."
        columns={[
          { key: "person", header: "Fellow", heads: true, cell: (row) => row.name },
          { key: "epa", header: "Activity", cell: (row) => row.epa },
          { key: "level", header: "Level", cell: (row) => <LevelCell decision={row} /> },
          { key: "when", header: "When", cell: (row) => row.when },
          { key: "by", header: "Recorded by", cell: (row) => row.by },
        ]}
      />
    </Panel>
  );
}

function LevelCell({ decision }: { decision: Data["decisions"][number] }) {
  const { level, counts } = decision;
  return (
    <span>
      {level}
      {counts.length > 0 && (
        <>
          <br />
          <span className="soft">{counts.join(", ")} on a roster</span>
        </>
      )}
    </span>
  );
}

function OpenForm({
  candidate,
}: {
  candidate: {
    readonly id: string;
    readonly personName: string;
    readonly credentialCode: string;
    readonly fellowshipId: string | null;
    readonly pathwayId: string | null;
  };
}) {
  const { id, personName, credentialCode, fellowshipId, pathwayId } = candidate;
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      {fellowshipId && <input type="hidden" name="fellowshipId" value={fellowshipId} />}
      {fellowshipId && <input type="hidden" name="credentialCode" value={credentialCode} />}
      {pathwayId && <input type="hidden" name="pathwayId" value={pathwayId} />}
      <Button kind="secondary">
        Open review
        <span className="visually-hidden">
          {" "}
          of {personName}, {credentialCode}
        </span>
      </Button>
    </Form>
  );
}
