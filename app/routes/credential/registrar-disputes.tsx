import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Select, TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { disputeOutcomes } from "#app/domain/credential/reasons.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  AnswerDispute,
  answerDispute,
  showDisputes,
} from "#app/operations/credential/dispute-standing.server.ts";

export const meta: MetaFunction = () => [{ title: "Disputes · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const disputes = orRefuse(ctx, args.request, await showDisputes(ctx));
  const words = (outcome: string) => say(ctx.content.copy, `dispute_outcomes.${outcome}`);
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.has("done"),
    mayAct: ctx.actor.grants.some((each) => each.role === "registrar"),
    outcomes: disputeOutcomes.map((value) => ({ value, label: words(value) })),
    disputes: disputes.map(({ answer, ...each }) => ({
      ...each,
      mine: each.personId === ctx.actor.id,
      answer: answer && { ...answer, words: words(answer.outcome) },
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, AnswerDispute);
  if (!form.ok) return wrongFields(form);
  const done = await answerDispute(ctx, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect("/registrar/disputes?done=1");
}

export default function RegistrarDisputes() {
  const { frame, done, disputes, outcomes, mayAct } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const open = disputes.filter((each) => !each.answer).length;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was answered yet"
        labels={{ outcome: "Answer", answer: "Reason" }}
      />
      <PageHeader
        title="Disputes"
        crumbs={[{ label: "Credentials", to: "/registrar" }]}
        lead={open === 0 ? "None waits for an answer." : `${open} to answer.`}
      />
      {done && <Notice kind="done" title="Your answer is recorded; the holder sees it" />}
      {disputes.length === 0 && (
        <EmptyState title="Nobody disputes anything" icon="credential">
          What holders say is wrong about their standing appears here.
        </EmptyState>
      )}
      {disputes.map((each) => (
        <DisputePanel
          key={each.id}
          dispute={each}
          outcomes={outcomes}
          mayAnswer={mayAct && !each.mine}
          reply={reply}
        />
      ))}
    </PersonalPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function DisputePanel({
  dispute,
  outcomes,
  mayAnswer,
  reply,
}: {
  dispute: Page["disputes"][number];
  outcomes: Page["outcomes"];
  mayAnswer: boolean;
  reply: Reply | undefined;
}) {
  const { answer } = dispute;
  const typed = typedIn(reply);
  const mine = typed.of("disputeId") === dispute.id;
  // Several may wait on one page; the one in error keeps the plain names that the summary links to.
  const idOf = (name: string) => (mine ? name : `${name}-${dispute.id}`);
  const errors = mine ? (reply?.fields ?? {}) : {};
  return (
    <Panel
      title={`${dispute.personName}: ${dispute.about}`}
      lead={`Raised on ${dayWords(dispute.raisedAt, "UTC")}`}
      meta={<a href={`/registrar/people/${dispute.personId}`}>Their record</a>}
    >
      <blockquote>{dispute.text ?? "The text was erased."}</blockquote>
      {answer && (
        <p>
          <b>{answer.words}</b> {answer.text} ({answer.by}, {dayWords(answer.at, "UTC")})
        </p>
      )}
      {!answer && mayAnswer && (
        <Form method="post" className="form">
          <input type="hidden" name="disputeId" value={dispute.id} />
          <Select
            name="outcome"
            id={idOf("outcome")}
            label="Answer"
            options={outcomes}
            empty="Choose an answer"
            value={mine ? typed.of("outcome") : undefined}
            error={errors.outcome}
            required
          />
          <TextArea
            name="answer"
            id={idOf("answer")}
            label="Reason"
            hint="The holder reads it. Nothing about patients."
            value={mine ? typed.of("answer") : undefined}
            error={errors.answer}
            maxLength={2000}
            required
          />
          <div>
            <Button>Answer</Button>
          </div>
        </Form>
      )}
    </Panel>
  );
}
