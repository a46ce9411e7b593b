import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CloseRoundForm, EndRoundForm } from "#app/components/feedback-acts.tsx";
import { FeedbackResults } from "#app/components/feedback-results.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { competency } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  CloseFeedbackRound,
  closeFeedbackRound,
  EndFeedbackRound,
  endFeedbackRound,
} from "#app/operations/training/feedback/close-feedback-round.server.ts";
import { showFeedbackRound } from "#app/operations/training/feedback/show-feedback-round.server.ts";
import { resultsView } from "./feedback-results-view.ts";
import { stateWords } from "./feedback-view.ts";

export const meta: MetaFunction = () => [{ title: "Round of feedback · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showFeedbackRound(ctx, args.params.round ?? "");
  const view = orRefuse(ctx, args.request, shown);
  const { round, fellowship, release, state, needed, closed } = view;
  const subject = competency(release, round.subjectCode);
  return {
    frame: await frameFor(ctx, args.request),
    id: round.id,
    state,
    needed,
    isFellow: view.isFellow,
    fellow: round.fellowName,
    subject: subject.name,
    words: stateWords(view),
    answered: round.answered,
    invited: round.invited,
    lastDay: dayWords(round.closesAt - 1, fellowship.timeZone),
    shownFrom: ctx.content.feedback.shownFrom.value,
    results: view.results && resultsView(ctx.content, view.results),
    texts: view.texts,
    closed: closed && {
      level: closed.level,
      by: closed.assessorName,
      day: dayWords(closed.observedAt, fellowship.timeZone),
      feedback: closed.feedback,
    },
    anchors: ctx.content.scale.levels.map(({ level, label, anchor }) => ({
      level,
      label,
      sentence: anchor,
    })),
    target: subject.level.value,
    done: new URL(args.request.url).searchParams.get("done"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  given.set("roundId", args.params.round ?? "");
  const here = `/feedback/${args.params.round}`;
  if (given.get("act") === "end") {
    const form = parseFormData(given, EndFeedbackRound);
    if (!form.ok) return wrongFields(form);
    const ended = await endFeedbackRound(ctx, form.value);
    if (!ended.ok) return refusedField(ctx, ended.refusal, form.typed);
    return redirect(`${here}?done=ended`);
  }
  const form = parseFormData(given, CloseFeedbackRound);
  if (!form.ok) return wrongFields(form);
  const closed = await closeFeedbackRound(ctx, form.value);
  if (!closed.ok) return refusedField(ctx, closed.refusal, form.typed);
  return redirect(`${here}?done=closed`);
}

export default function FeedbackRound() {
  const { frame, ...view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const counts = view.answered >= view.needed;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="The round is not closed yet" />
      <PageHeader
        title={view.isFellow ? "Feedback about you" : `Feedback about ${view.fellow}`}
        crumbs={[{ label: "Feedback", to: "/feedback" }]}
        lead={view.subject}
      />
      {view.done === "ended" && <Notice kind="done" title="The round takes no more answers" />}
      {view.done === "closed" && <Notice kind="done" title="The round is closed and on record" />}
      <KeyValues
        items={[
          { label: "State", value: view.words },
          { label: "Answered", value: `${view.answered} of ${view.invited}` },
          { label: "Needed to count", value: view.needed },
          { label: "Last day", value: view.lastDay },
        ]}
      />
      <WhatNow view={view} />
      {view.closed && <Closed {...view.closed} />}
      {view.results && <FeedbackResults results={view.results} texts={view.texts} />}
      {!view.isFellow && view.state === "open" && <EndRoundForm counts={counts} />}
      {!view.isFellow && view.state === "ended" && counts && (
        <CloseRoundForm
          fellow={view.fellow}
          anchors={view.anchors}
          target={view.target}
          reply={reply}
        />
      )}
    </PersonalPage>
  );
}

type Data = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function WhatNow({ view }: { view: Data }) {
  if (view.state === "open") {
    return (
      <Notice title="Nothing is shown while the round takes answers">
        So nobody can tell from what changes who has just answered.
      </Notice>
    );
  }
  if (view.state === "closed") return null;
  if (view.answered < view.needed) {
    return (
      <Notice kind="warn" title="This round counts for nothing">
        {`${view.needed} answers are needed and ${view.answered} came in. `}
        {view.answered < view.shownFrom
          ? `Fewer than ${view.shownFrom} answered, so nothing is shown to anybody.`
          : "A new round can begin."}
      </Notice>
    );
  }
  if (!view.isFellow) return null;
  return (
    <Notice title="To be discussed with you">
      An assessor or the director goes through it with you. Afterwards you see it here.
    </Notice>
  );
}

function Closed({ level, by, day, feedback }: NonNullable<Data["closed"]>) {
  return (
    <Panel title={`Level ${level}`} lead={`Discussed with ${by} on ${day}.`}>
      {feedback ? <p>{feedback}</p> : <p className="soft">The words were erased.</p>}
    </Panel>
  );
}
