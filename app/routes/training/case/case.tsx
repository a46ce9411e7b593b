import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { CaseVersions } from "#app/components/case-versions.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { Moment } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { isLate } from "#app/domain/training/case/case-time.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { caseStateOf, showCase } from "#app/operations/training/case/show-logbook.server.ts";
import { WithdrawCase, withdrawCase } from "#app/operations/training/case/withdraw-case.server.ts";
import { caseMarks } from "./case-marks.ts";
import { versionsView } from "./case-versions-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.words.title ?? "Case"} · Systole` },
];

/** The address of an older version leads to the one that stands. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = args.params.case ?? "";
  const { entry, fellowship, versions } = orRefuse(ctx, args.request, await showCase(ctx, asked));
  if (entry.id !== asked.toLowerCase()) throw redirect(`/logbook/${entry.id}`);
  const release = releaseOf(ctx.content, fellowship.release);
  return {
    frame: await frameFor(ctx, args.request),
    words: caseWords(ctx.content, release, entry, fellowship.timeZone),
    own: entry.fellowId === ctx.actor.id,
    fellowName: entry.fellowName,
    fellowshipId: fellowship.id,
    loggedAt: entry.loggedAt,
    late: isLate(entry, release.requirements.logLateDays.value),
    done: new URL(args.request.url).searchParams.get("done"),
    imported: entry.provenance === "imported",
    versions: versionsView(ctx.content, release, versions, fellowship.timeZone),
    state: entry.withdrawnBecause === null ? caseStateOf(entry) : ("withdrawn" as const),
    reason: entry.withdrawnBecause ?? entry.verification?.reason ?? null,
    inReview: awaitsReview(entry),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, WithdrawCase);
  if (!form.ok) return wrongFields(form);
  const withdrawn = await withdrawCase(ctx, form.value);
  if (!withdrawn.ok) return refusedField(ctx, withdrawn.refusal, form.typed);
  return redirect("/logbook?done=withdrawn");
}

export default function Case() {
  const { frame, words, own, fellowName, fellowshipId, state, versions, ...rest } =
    useLoaderData<typeof loader>();
  const mayChange = own && state !== "withdrawn" && !rest.inReview;
  const reply = useActionData<typeof action>();
  const back = own
    ? { label: "Logbook", to: "/logbook" }
    : { label: fellowName, to: `/fellows/${fellowshipId}` };
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={{ reason: "Why" }} title="The case was not withdrawn" />
      <PageHeader
        title={words.title}
        crumbs={[back]}
        state={<StateMark {...caseMarks[state]} />}
        lead={rest.reason ? `“${rest.reason}”` : undefined}
        actions={
          <>
            {own && state !== "withdrawn" && (
              <ButtonLink to={`/requests/new?case=${words.id}`} icon="eye" kind="secondary">
                Ask for an observation
              </ButtonLink>
            )}
            {mayChange && (
              <ButtonLink to={`/logbook/${words.id}/correct`} icon="sign" kind="secondary">
                Correct it
              </ButtonLink>
            )}
          </>
        }
      />
      {rest.done === "corrected" && (
        <Notice kind="done" title="The correction is on record">
          Your supervisor sees what changed and can confirm it.
        </Notice>
      )}
      {rest.inReview && (
        <Notice kind="warn" title="A serious complication is under review">
          It blocks sign-off until the programme director closes the review. It is not held against
          anybody. Until then the case cannot be corrected or withdrawn; if it was not so, its
          supervisor can decline it.
        </Notice>
      )}
      <Panel title="The case">
        <CaseDetails entry={words} fellow={own ? undefined : fellowName} />
        <p className="soft">
          Logged <Moment at={rest.loggedAt} zone={words.zone} />
          {rest.late && ", long after it happened: its supervisor is told so"}
          {rest.imported && ", from a past logbook"}.
        </p>
      </Panel>
      <CaseVersions versions={versions} zone={words.zone} />
      {mayChange && <Withdraw caseId={words.id} reply={reply} />}
    </PersonalPage>
  );
}

/** Folded: who only looks at a case is not one tap from taking it back. */
function Withdraw({ caseId, reply }: { caseId: string; reply: Reply | undefined }) {
  return (
    <details open={reply !== undefined}>
      <summary>Withdraw this case</summary>
      <Form method="post" className="form">
        <input type="hidden" name="caseId" value={caseId} />
        <p>
          It stays on record with your reason and counts no longer. What was only entered wrongly
          can be corrected instead.
        </p>
        <TextField
          name="reason"
          label="Why"
          hint="For example: logged twice. Write nothing about the patient."
          value={typedIn(reply).of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
          required
        />
        <div>
          <Button kind="destroy">Withdraw the case</Button>
        </div>
      </Form>
    </details>
  );
}
