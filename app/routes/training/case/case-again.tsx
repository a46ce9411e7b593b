import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useCallback, useState } from "react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { type CaseFormProps, caseFormOf } from "#app/components/case-book.ts";
import { CaseFills, FillsLine } from "#app/components/case-fills.tsx";
import { CaseWhen, derivedWords } from "#app/components/case-when.tsx";
import { type AnswerLine, CheckAnswers } from "#app/components/check-answers.tsx";
import type { Option } from "#app/components/field.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { prepareCase } from "#app/operations/training/case/prepare-case.server.ts";
import { caseBook } from "./case-form-view.ts";
import "#app/components/case-fields.css";

export const meta: MetaFunction = () => [{ title: "Same again · Systole" }];

/**
 * The last case once more, with the time of now: read, then sent as any new case is. What befell one
 * patient, such as a stage of shock or a complication, is never repeated. Where the last one cannot be
 * repeated as it was, its form says what to choose.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const prepared = orRefuse(ctx, args.request, await prepareCase(ctx));
  const [last] = prepared.latest;
  if (!last) throw redirect("/logbook/new");
  const form = caseFormOf(caseBook(ctx.content, prepared), last.activity);
  const supervised = form?.supervisors.some((each) => each.value === last.supervisorId);
  if (!form || !supervised || form.scenarios.length > 0 || form.asksHours) {
    throw redirect(`/logbook/new?activity=${encodeURIComponent(last.activity)}`);
  }
  return { frame: await frameFor(ctx, args.request), id: uuidv7(), form };
}

export default function SameAgain() {
  const { frame, id, form } = useLoaderData<typeof loader>();
  const { activity, given } = form;
  const [openedAt] = useState(() => performance.now());
  const [when, see] = useState(form.now);
  const pick = useCallback((local: string) => see(local), []);
  const seen = { when, role: given.role ?? "", contexts: [] };
  const path = `/logbook/new?activity=${activity}`;
  const fixed = { id, fellowshipId: form.fellowshipId, activity, role: given.role };
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={form.title}
        crumbs={[{ label: "Logbook", to: "/logbook" }]}
        lead="The same as last time, now. Add it if it was so."
      />
      <Form
        method="post"
        action={path}
        className="form case-form"
        data-draft="case"
        onChange={(event) => see(String(new FormData(event.currentTarget).get("when") ?? ""))}
      >
        {Object.entries({ ...fixed, supervisorId: given.supervisorId, setting: given.setting }).map(
          ([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        {(["devices", "access"] as const).flatMap((name) =>
          given[name].map((value) => (
            <input key={`${name} ${value}`} type="hidden" name={`${name}[]`} value={value} />
          )),
        )}
        <CaseWhen {...{ form, openedAt }} onPick={pick} />
        <p className="case-derived">{derivedWords(when)}</p>
        <CheckAnswers label="The same as last time" lines={linesOf(form, path)} />
        <CaseFills {...{ form, seen }} />
        <div className="case-save">
          <FillsLine {...{ form, seen }} />
          <Button wide icon="check">
            Add to log
          </Button>
        </div>
      </Form>
    </PersonalPage>
  );
}

function linesOf(form: CaseFormProps, path: string): AnswerLine[] {
  const { given } = form;
  const named = (options: readonly Option[], values: readonly (string | undefined)[]) =>
    options.filter((each) => values.includes(each.value)).map((each) => each.label);
  const lines = [
    { label: "Your part", value: named(form.roles, [given.role]) },
    { label: "Supervisor", value: named(form.supervisors, [given.supervisorId]) },
    { label: "Where", value: named(form.settings, [given.setting]) },
    { label: "Devices", value: named(form.devices, given.devices) },
    { label: "Access", value: named(form.access, given.access) },
  ];
  const said = lines
    .filter(({ value }) => value.length > 0)
    .map(({ label, value }) => ({ label, value: value.join(", "), change: path }));
  return form.simulated ? said : [...said, { label: "Complication", value: "None" }];
}
