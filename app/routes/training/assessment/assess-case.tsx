import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { CaseDetails, caseWords } from "#app/components/case-details.tsx";
import { CaseVersions } from "#app/components/case-versions.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { isLate } from "#app/domain/training/case/case-time.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showCaseToConfirm } from "#app/operations/training/assessment/assessor-inbox.server.ts";
import { caseStateOf } from "#app/operations/training/case/show-logbook.server.ts";
import {
  ConfirmCase,
  confirmCase,
  DeclineCase,
  declineCase,
} from "#app/operations/training/case/verify-case.server.ts";
import { caseMarks } from "../case/case-marks.ts";
import { versionsView } from "../case/case-versions-view.ts";

export const meta: MetaFunction = () => [{ title: "Was it so? · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showCaseToConfirm(ctx, args.params.case ?? "");
  const { entry, versions, fellowship, release } = orRefuse(ctx, args.request, shown);
  // The address of an older version leads to the one that stands.
  if (entry.id !== args.params.case?.toLowerCase()) throw redirect(`/assess/cases/${entry.id}`);
  return {
    frame: await frameFor(ctx, args.request),
    words: caseWords(ctx.content, release, entry, fellowship.timeZone),
    versions: versionsView(ctx.content, release, versions, fellowship.timeZone),
    fellow: entry.fellowName,
    late: isLate(entry, release.requirements.logLateDays.value),
    days: release.requirements.logLateDays.value,
    state: entry.withdrawnBecause === null ? caseStateOf(entry) : ("withdrawn" as const),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  const declines = given.get("word") === "decline";
  const form = parseFormData(given, declines ? DeclineCase : ConfirmCase);
  if (!form.ok) return wrongFields(form);
  const said = declines
    ? await declineCase(ctx, form.value as Parameters<typeof declineCase>[1])
    : await confirmCase(ctx, form.value);
  if (!said.ok) return refusedField(ctx, said.refusal, form.typed);
  return redirect(`/assess?done=${declines ? "declined" : "confirmed"}`);
}

export default function AssessCase() {
  const { frame, words, versions, fellow, late, days, state } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={{ reason: "Why it was not so" }}
        title="Nothing was said about the case yet"
      />
      <PageHeader
        title={words.title}
        crumbs={[{ label: "To assess", to: "/assess" }]}
        state={<StateMark {...caseMarks[state]} />}
        lead={`${fellow} names you as supervisor.`}
      />
      {late && (
        <Notice kind="warn" title={`Logged more than ${days} days after it happened`}>
          Confirm it only if you remember it.
        </Notice>
      )}
      <Panel title="The case">
        <CaseDetails entry={words} fellow={fellow} />
      </Panel>
      <CaseVersions versions={versions} zone={words.zone} />
      {state === "pending" && (
        <>
          <Form method="post" className="form">
            <input type="hidden" name="caseId" value={words.id} />
            <Button name="word" value="confirm" wide icon="check">
              Confirm: it was so
            </Button>
          </Form>
          <Panel title="Or decline it" lead="The fellow sees your reason and can log it again.">
            <Form method="post" className="form">
              <input type="hidden" name="caseId" value={words.id} />
              <TextField
                name="reason"
                label="Why it was not so"
                hint="Nothing about the patient."
                value={typedIn(reply).of("reason")}
                error={reply?.fields.reason}
                maxLength={500}
                required
              />
              <div>
                <Button name="word" value="decline" kind="secondary">
                  Decline the case
                </Button>
              </div>
            </Form>
          </Panel>
        </>
      )}
    </PersonalPage>
  );
}
