import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { v7 as uuidv7 } from "uuid";
import { caseFormOf } from "#app/components/case-book.ts";
import { CaseFields } from "#app/components/case-fields.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { localText } from "#app/domain/time/wall-time.ts";
import { awaitsReview } from "#app/domain/training/evidence.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { CorrectCase, correctCase } from "#app/operations/training/case/correct-case.server.ts";
import { prepareCorrection } from "#app/operations/training/case/prepare-case.server.ts";
import { caseStateOf } from "#app/operations/training/case/show-logbook.server.ts";
import { caseBook, givenBy } from "./case-form-view.ts";
import { caseLabels, caseLists } from "./case-labels.ts";

export const meta: MetaFunction = () => [{ title: "Correct a case · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await prepareCorrection(ctx, args.params.case ?? "");
  // Whoever opens an older version, or one that cannot change now, reads there how it stands.
  const meanwhile = !found.ok && found.refusal.code === "case_corrected_meanwhile";
  if (meanwhile) throw redirect(`/logbook/${args.params.case}`);
  const form = orRefuse(ctx, args.request, found);
  const { entry, fellowship } = form;
  if (awaitsReview(entry) || entry.withdrawnBecause !== null)
    throw redirect(`/logbook/${entry.id}`);
  const book = caseBook(ctx.content, form);
  const onlyThis = caseFormOf(book, entry.activity);
  if (!onlyThis) throw redirect(`/logbook/${entry.id}`);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    of: entry.id,
    form: onlyThis,
    given: givenBy(entry),
    kept: localText(entry.performedAt, fellowship.timeZone),
    precision: entry.datePrecision,
    state: caseStateOf(entry),
    supervisor: entry.supervisorName,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CorrectCase);
  if (!form.ok) return wrongFields(form);
  const corrected = await correctCase(ctx, form.value);
  if (!corrected.ok) return refusedField(ctx, corrected.refusal, form.typed);
  return redirect(`/logbook/${corrected.value.id}?done=corrected`);
}

export default function CorrectACase() {
  const { frame, id, of, form, given, kept, precision, state, supervisor } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [openedAt] = useState(() => performance.now());
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={caseLabels}
        lists={caseLists}
        title="The case is not corrected yet"
      />
      <PageHeader
        title={`Correct: ${form.title}`}
        crumbs={[
          { label: "Logbook", to: "/logbook" },
          { label: form.title, to: `/logbook/${of}` },
        ]}
        lead="Both versions stay on record, with your reason. To change what was done, withdraw the case and log another."
      />
      <Notice kind="warn" title={`${supervisor ?? "Your supervisor"} must confirm it again`}>
        {state === "confirmed"
          ? "It is confirmed as it stands. Corrected, it counts only once it is confirmed again."
          : "Corrected, it waits for confirmation and counts once it is confirmed."}
      </Notice>
      <CaseFields {...{ id, form, given, kept, reply, openedAt }} submit="Save the correction">
        <input type="hidden" name="of" value={of} />
        <TextField
          name="reason"
          label="Why"
          hint="For example: wrong supervisor chosen. Write nothing about the patient."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
          required
        />
        {precision !== "minute" && (
          <p className="soft">
            Only the {precision} of this case is kept. Leave the time as it stands below, and
            whether it was at night or at the weekend stays as well.
          </p>
        )}
      </CaseFields>
    </PersonalPage>
  );
}
