import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { CodePanel, type CodeView } from "#app/components/code-panel.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { say } from "#app/domain/copy.ts";
import { codeView } from "#app/http/code.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  HandOverLink,
  handOverLink,
} from "#app/operations/training/assessment/hand-over-link.server.ts";
import {
  AskAgain,
  askAgain,
} from "#app/operations/training/assessment/request-observation.server.ts";
import { showRequest } from "#app/operations/training/assessment/show-requests.server.ts";
import { subjectName } from "./observation-form-view.ts";
import { requestMarks, weightWords } from "./request-words.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Request"} · Systole` },
];

/** What the code leads to is a key while it lasts. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showRequest(ctx, args.params.request ?? ""));
  const { request, release, fellowship, entry, answer, policy } = shown;
  const scale = new Map(ctx.content.scale.levels.map((each) => [each.level, each.label]));
  return {
    frame: await frameFor(ctx, args.request),
    id: request.id,
    againId: uuidv7(),
    title: subjectName(release, request.subjectCode),
    tool: say(ctx.content.copy, `tools.${request.tool}`),
    asked: request.assessorName,
    state: request.state,
    reason: request.declinedBecause,
    expiresAt: request.expiresAt,
    now: ctx.now,
    zone: fellowship.timeZone,
    hasInbox: shown.hasInbox,
    hasAddress: shown.hasAddress,
    mailHours: policy.mailLinkHours,
    qrMinutes: policy.qrMinutes,
    entry: entry ? caseWords(ctx.content, release, entry, fellowship.timeZone) : null,
    answer: answer && {
      level: answer.level,
      label: scale.get(answer.level) ?? "",
      feedback: answer.feedback,
      at: answer.observedAt,
      weight: answer.weight,
      takenBack: answer.withdrawnBecause,
    },
    done: new URL(args.request.url).searchParams.get("done"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  if (given.get("word") === "again") {
    const form = parseFormData(given, AskAgain);
    if (!form.ok) return wrongFields(form);
    const asked = await askAgain(ctx, form.value);
    if (!asked.ok) return refusedForm(ctx, asked.refusal, form.typed);
    return redirect(`/requests/${asked.value.id}?done=requested`);
  }
  const form = parseFormData(given, HandOverLink);
  if (!form.ok) return wrongFields(form);
  const made = await handOverLink(ctx, form.value);
  if (!made.ok) return refusedForm(ctx, made.refusal, form.typed);
  const code = codeView(made.value, ctx.now);
  if (code === null) return redirect(`/requests/${form.value.requestId}?done=mailed`);
  return data({ shown: code });
}

const doneWords: Readonly<Record<string, string>> = {
  requested: "The request is made",
  mailed: "The mail is on its way",
};

export default function RequestPage() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const code = reply && "shown" in reply ? reply.shown : null;
  const isOpen = page.state === "open";
  useWatch(code !== null && isOpen);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply && "fields" in reply ? (reply as Reply) : undefined} />
      <PageHeader
        title={page.title}
        crumbs={[{ label: "Requests", to: "/requests" }]}
        state={<StateMark {...requestMarks[page.state]} />}
        lead={`${page.asked}, ${page.tool.toLowerCase()}.`}
      />
      {page.done && doneWords[page.done] && isOpen && !code && (
        <Notice kind="done" title={doneWords[page.done]}>
          {page.hasInbox && page.done === "requested" && "It stands in their own list as well."}
        </Notice>
      )}
      {isOpen && code && <CodePanel code={code as CodeView} zone={page.zone} requestId={page.id} />}
      {isOpen && <Ways page={page} again={code !== null} />}
      {page.answer && <Answer page={page} answer={page.answer} />}
      {(page.state === "declined" || page.state === "expired") && <Again page={page} />}
      {page.entry && (
        <Panel title={page.entry.title}>
          <CaseDetails entry={page.entry} />
        </Panel>
      )}
    </PersonalPage>
  );
}

/** While the code is shown, the page finds out by itself that it was answered. */
function useWatch(isOn: boolean) {
  const { revalidate } = useRevalidator();
  // Asks the server again every few seconds: nothing else tells this screen what the other one sent.
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(revalidate, 4_000);
    return () => clearInterval(timer);
  }, [isOn, revalidate]);
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Ways({ page, again }: { page: Page; again: boolean }) {
  return (
    <Panel
      title={again ? "Another code, or a mail" : "How it reaches them"}
      lead={<TimeLeft until={page.expiresAt} now={page.now} />}
    >
      <Form method="post" className="form" replace>
        <input type="hidden" name="requestId" value={page.id} />
        <div className="page-actions">
          <Button name="channel" value="qr" kind={again ? "secondary" : "primary"}>
            {again ? "Show a new code" : "Show a code to scan"}
          </Button>
          {page.hasAddress && (
            <Button name="channel" value="mail" kind="secondary">
              Send it by mail
            </Button>
          )}
        </div>
        <p className="soft">
          A code works for {page.qrMinutes} minutes, a link by mail for {page.mailHours} hours; each
          opens once, and a new one ends the one before.
          {!page.hasAddress && " Of this person no e-mail address is known here."}
        </p>
      </Form>
    </Panel>
  );
}

function Answer({ page, answer }: { page: Page; answer: NonNullable<Page["answer"]> }) {
  return (
    <Panel
      title={`Level ${answer.level}: ${answer.label}`}
      lead={`${page.asked}, ${dayWords(answer.at, page.zone)}`}
    >
      {answer.feedback && <blockquote>{answer.feedback}</blockquote>}
      {answer.takenBack !== null ? (
        <Notice title={`${page.asked} took it back`}>“{answer.takenBack}”</Notice>
      ) : answer.weight === "counts" ? (
        <p className="soft">{weightWords.counts}</p>
      ) : (
        <Notice kind="info">{weightWords[answer.weight]}</Notice>
      )}
    </Panel>
  );
}

function Again({ page }: { page: Page }) {
  return (
    <Panel
      title={page.state === "declined" ? `${page.asked} declined` : "It ended unanswered"}
      lead={page.reason ? `“${page.reason}”` : `On ${dayWords(page.expiresAt, page.zone)}.`}
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={page.againId} />
        <input type="hidden" name="requestId" value={page.id} />
        <div>
          <Button name="word" value="again">
            Ask again
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
