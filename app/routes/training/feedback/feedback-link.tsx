import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { later } from "#app/domain/time/instant.ts";
import { dayInWords } from "#app/domain/training/assessment/digest.ts";
import { feedbackKeyCookie, feedbackKeyOf } from "#app/http/feedback-key.server.ts";
import { refusedForm, retryHeaders } from "#app/http/form-reply.server.ts";
import { refused } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { openFeedback, readRater } from "#app/operations/training/feedback/open-feedback.server.ts";

export const meta: MetaFunction = () => [
  { title: "Feedback about a colleague · Systole" },
  // The link is a key: no other site is told it. The form needs its own origin, so not "no-referrer".
  { name: "referrer", content: "same-origin" },
];
export const headers = retryHeaders;

/** Looking at a link uses nothing up; the button does, since programs that read mail press none. */
export async function loader(args: LoaderFunctionArgs) {
  const { house, requestId, clientAddress } = args.context;
  const secret = args.params.token ?? "";
  const found = await readRater(house, { secret, address: clientAddress });
  const frame = { ...(await publicFrame(args)), path: "/give-feedback" };
  if (found.ok) {
    const { fellowName, closesAt, timeZone, isUsed } = found.value;
    const lastDay = dayInWords(later(closesAt, -1), timeZone);
    return data({ frame, rater: { fellowName, lastDay, isUsed } });
  }
  if (found.refusal.code !== "feedback_link_over") {
    throw refused(house.content, args.request, found.refusal, requestId);
  }
  // The browser that exchanged a link comes back by it.
  if (feedbackKeyOf(house, args.request)) throw redirect("/give-feedback");
  return data({ frame, rater: null }, 410);
}

export async function action({ context, params }: ActionFunctionArgs) {
  const { house, clientAddress } = context;
  const given = { secret: params.token ?? "", address: clientAddress };
  const opened = await openFeedback(house, given);
  if (!opened.ok) return refusedForm(house, opened.refusal, {});
  const { key, rater } = opened.value;
  const cookie = feedbackKeyCookie(house, key, rater.closesAt);
  return redirect("/give-feedback", { headers: { "Set-Cookie": cookie } });
}

export default function FeedbackLink() {
  const { frame, rater } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PublicPage {...frame}>
      <FormErrors reply={reply} title="This cannot be opened" />
      {rater && !rater.isUsed ? <Welcome {...rater} /> : <Over isUsed={rater?.isUsed ?? false} />}
    </PublicPage>
  );
}

function Welcome({ fellowName, lastDay }: { fellowName: string; lastDay: string }) {
  return (
    <>
      <PageHeader
        title={`Your view of ${fellowName}`}
        lead="Eight short questions about leading and working in a team. About three minutes, no account."
      />
      <Notice title="Nobody learns who answered what">
        Your answers are kept without your name. Nothing is shown to anybody before the round has
        ended, and nothing at all if fewer than five people answer.
      </Notice>
      <p>
        Begin when you have the time: from then on only this browser can answer. The round ends on{" "}
        {lastDay}.
      </p>
      <Form method="post">
        <Button>Begin</Button>
      </Form>
    </>
  );
}

function Over({ isUsed }: { isUsed: boolean }) {
  if (isUsed) return <PageHeader title="Thank you" lead="Your answers are in." />;
  return (
    <>
      <PageHeader title="This link does not work any longer" />
      <Notice kind="warn">
        It was opened already, a newer one was sent, or the round has ended. Whoever has not
        answered gets a new link by mail in the last week of the round.
      </Notice>
    </>
  );
}
