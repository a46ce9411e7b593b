import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
  useSearchParams,
} from "@remix-run/react";
import { useState } from "react";
import { v7 as uuidv7 } from "uuid";
import { ActivityChoice } from "#app/components/activity-choice.tsx";
import { caseFormOf } from "#app/components/case-book.ts";
import { CaseFields } from "#app/components/case-fields.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { LogCase, logCase } from "#app/operations/training/case/log-case.server.ts";
import { prepareCase } from "#app/operations/training/case/prepare-case.server.ts";
import { activityChoice, caseBook } from "./case-form-view.ts";
import { caseLabels, caseLists } from "./case-labels.ts";

export const meta: MetaFunction = () => [{ title: "Log a case · Systole" }];

/** Everything for all activities at once: choosing one asks the server nothing, with a network or without. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = orRefuse(ctx, args.request, await prepareCase(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    book: caseBook(ctx.content, form),
    choice: activityChoice(form),
  };
}

/** Choosing and searching change only what is shown of the same data. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) => {
  const stays = currentUrl.pathname === nextUrl.pathname && (formMethod ?? "GET") === "GET";
  return stays ? false : defaultShouldRevalidate;
};

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, LogCase);
  if (!form.ok) return wrongFields(form);
  const logged = await logCase(ctx, form.value);
  if (!logged.ok) return refusedField(ctx, logged.refusal, form.typed);
  return redirect("/logbook?done=logged");
}

export default function NewCase() {
  const { frame, id, book, choice } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [search] = useSearchParams();
  const [openedAt] = useState(() => performance.now());
  const typed = reply?.typed.activity;
  const activity = search.get("activity") ?? (typeof typed === "string" ? typed : null);
  const form = activity === null ? null : caseFormOf(book, activity);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={caseLabels}
        lists={caseLists}
        title="The case is not in your log yet"
      />
      <PageHeader
        title={form ? form.title : "What did you do?"}
        crumbs={form ? [{ label: "Log a case", to: "/logbook/new" }] : []}
        lead="Nothing here asks for anything that could identify a patient."
      />
      {form ? (
        <CaseFields key={form.activity} {...{ id, form, reply, openedAt }} />
      ) : (
        <>
          {/* In no form: a kept copy of this page finds the id here and puts another in its place. */}
          <input type="hidden" name="id" value={id} />
          <ActivityChoice unknown={activity !== null} asked={search.get("q") ?? ""} {...choice} />
        </>
      )}
    </PersonalPage>
  );
}
