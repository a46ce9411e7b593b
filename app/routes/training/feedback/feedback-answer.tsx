import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { feedbackKeyOf, forgottenFeedbackKey } from "#app/http/feedback-key.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, retryHeaders, wrongFields } from "#app/http/form-reply.server.ts";
import { refused } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import {
  AnswerFeedback,
  answerFeedback,
} from "#app/operations/training/feedback/answer-feedback.server.ts";
import { readRater } from "#app/operations/training/feedback/open-feedback.server.ts";

export const meta: MetaFunction = () => [{ title: "Feedback about a colleague · Systole" }];
export const headers = retryHeaders;

const thanks = "/give-feedback?done=given";

export async function loader(args: LoaderFunctionArgs) {
  const { house, requestId, clientAddress } = args.context;
  const { groups, questions, scale } = house.content.feedback;
  const isDone = new URL(args.request.url).searchParams.get("done") === "given";
  const secret = feedbackKeyOf(house, args.request);
  const found = secret === null ? null : await readRater(house, { secret, address: clientAddress });
  if (found && !found.ok && found.refusal.code !== "feedback_link_over") {
    throw refused(house.content, args.request, found.refusal, requestId);
  }
  const rater = found?.ok ? found.value : null;
  return {
    frame: await publicFrame(args),
    given: isDone || (rater?.isUsed ?? false),
    fellow: rater?.fellowName ?? null,
    groups: groups.map(({ code, choice }) => ({ value: code, label: choice })),
    questions: questions.map(({ code, text }) => ({ code, text })),
    scale: scale.map((each) => ({ ...each, value: String(each.level) })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { house } = args.context;
  const { questions } = house.content.feedback;
  const level = z.coerce.number().int().optional();
  const asked = Object.fromEntries(questions.map(({ code }) => [code, level]));
  const { group, text } = AnswerFeedback.shape;
  const form = await parseForm(args.request, z.object({ ...asked, group, text }));
  if (!form.ok) return wrongFields(form);
  const { group: given, text: said, ...judged } = form.value;
  const levels = Object.fromEntries(
    Object.entries(judged).filter((each): each is [string, number] => typeof each[1] === "number"),
  );
  const key = feedbackKeyOf(house, args.request) ?? "";
  const answered = await answerFeedback(house, key, { group: given, levels, text: said });
  // The same form sent again, because its answer was lost on the way, ends in the same place.
  if (!answered.ok && answered.refusal.code !== "feedback_given") {
    return refusedField(house, answered.refusal, form.typed);
  }
  return redirect(thanks, { headers: { "Set-Cookie": forgottenFeedbackKey(house) } });
}

export default function FeedbackAnswer() {
  const { frame, given, fellow, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PublicPage {...frame}>
      <FormErrors reply={reply} title="Your answers are not in yet" />
      {given ? (
        <PageHeader title="Thank you" lead="Your answers are in, without your name." />
      ) : fellow === null ? (
        <NoKey />
      ) : (
        <Questions fellow={fellow} reply={reply} {...form} />
      )}
    </PublicPage>
  );
}

function NoKey() {
  return (
    <>
      <PageHeader title="Open the link of your mail first" />
      <Notice kind="warn">
        This page answers only in the browser in which the link was opened, within twelve hours and
        while the round lasts.
      </Notice>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Questions({
  fellow,
  groups,
  questions,
  scale,
  reply,
}: Pick<Data, "groups" | "questions" | "scale"> & {
  fellow: string;
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const levels = scale.map(({ value, label }) => ({ value, label: `${value} ${label}` }));
  const options = [...levels, { value: "", label: "I did not see this" }];
  return (
    <>
      <PageHeader
        title={`Your view of ${fellow}`}
        lead="Judge what you saw yourself. What you did not see, leave out."
      />
      <Form method="post" className="form">
        <Panel title="What the levels mean">
          <KeyValues
            items={scale.map(({ value, label, anchor }) => ({
              label: `${value} ${label}`,
              value: anchor,
            }))}
          />
        </Panel>
        {questions.map(({ code, text }) => (
          <RadioGroup
            key={code}
            name={code}
            label={text}
            options={options}
            value={of(code)}
            error={errors[code]}
            required
            inline
          />
        ))}
        <TextArea
          name="text"
          label="One thing to keep, one to try"
          hint="If you like. It is shown word for word, so write nothing that tells who you are, and nothing about a patient."
          rows={4}
          maxLength={1000}
          value={of("text")}
          error={errors.text}
          required={false}
        />
        <RadioGroup
          name="group"
          label="You are"
          hint="A group with few answers is merged with others before anything is shown."
          options={groups}
          value={of("group")}
          error={errors.group}
          required
        />
        <div>
          <Button icon="check">Give your answers</Button>
        </div>
      </Form>
    </>
  );
}
