import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import type { Refusal } from "#app/domain/result.ts";
import { holderCookie, visitorOf } from "#app/http/guest.server.ts";
import { explain, refusalHeaders, refused, statusOf } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { openLink, readLink } from "#app/operations/training/assessment/open-link.server.ts";

export const meta: MetaFunction = () => [
  { title: "You are asked for an assessment · Systole" },
  { name: "robots", content: "noindex" },
  // The link is a key: no other site is told it. The form needs its own origin, so not "no-referrer".
  { name: "referrer", content: "same-origin" },
];

export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }) => {
  const seconds = actionHeaders.get("Retry-After") ?? loaderHeaders.get("Retry-After");
  return {
    "Cache-Control": "no-store",
    ...(seconds === null ? {} : { "Retry-After": seconds }),
  };
};

/** Looking opens nothing and tells nothing: programs that read mail look, too. */
export async function loader(args: LoaderFunctionArgs) {
  const { house } = args.context;
  const sight = await readLink(house, args.params.token ?? "", await visitorOf(args));
  if (sight.ok && sight.value === "begun") throw redirect("/assessment");
  // The token is no part of what the page knows of itself.
  const frame = { ...(await publicFrame(args)), path: "/a" };
  if (sight.ok) return data({ frame, closed: null });
  return data({ frame, closed: closedWords(args, sight.refusal) }, answerTo(sight.refusal));
}

export async function action(args: ActionFunctionArgs) {
  const { house } = args.context;
  const opened = await openLink(house, args.params.token ?? "", await visitorOf(args));
  if (!opened.ok) {
    return data({ closed: closedWords(args, opened.refusal) }, answerTo(opened.refusal));
  }
  const headers = { "Set-Cookie": holderCookie(house, opened.value) };
  return redirect("/assessment", { headers });
}

function closedWords({ context, request }: LoaderFunctionArgs, refusal: Refusal): string {
  const { house, requestId } = context;
  if (statusOf(refusal.code) >= 500) throw refused(house.content, request, refusal, requestId);
  return explain(house, refusal);
}

/** What worked once and does so no longer is gone, whatever ended it. */
function answerTo(refusal: Refusal) {
  const status = statusOf(refusal.code);
  return { status: status === 409 ? 410 : status, headers: refusalHeaders(refusal) };
}

export default function AssessmentLink() {
  const { frame, closed: before } = useLoaderData<typeof loader>();
  const closed = useActionData<typeof action>()?.closed ?? before;
  return (
    <PublicPage {...frame}>
      <PageHeader
        title={closed ? "This link does not open" : "You are asked for an assessment"}
        lead={
          closed
            ? undefined
            : "One of five levels and one sentence: less than a minute. You need no account."
        }
      />
      {closed ? (
        <Notice kind="warn">{closed}</Notice>
      ) : (
        <Form method="post" className="form">
          <div>
            <Button wide>Begin</Button>
          </div>
          <p className="soft">
            The link then belongs to this browser: nobody else can open it. Say nothing that could
            identify a patient.
          </p>
        </Form>
      )}
    </PublicPage>
  );
}
