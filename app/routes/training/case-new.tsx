import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { ActivityChoice } from "#app/components/activity-choice.tsx";
import { CaseFields } from "#app/components/case-fields.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { type domainOf, findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { LogCase, logCase } from "#app/operations/training/log-case.server.ts";
import { prepareCase } from "#app/operations/training/prepare-case.server.ts";
import { caseFormView } from "./case-form-view.ts";

export const meta: MetaFunction = () => [{ title: "Log a case · Systole" }];

/** Two steps without script: choose the activity, then the form for it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const code = new URL(args.request.url).searchParams.get("activity");
  const form = orRefuse(ctx, args.request, await prepareCase(ctx, code));
  const { release, recent } = form;
  const activity = code === null ? undefined : findActivity(release, code);
  const named = (each: { code: string; name: string }) => ({ code: each.code, name: each.name });
  return {
    frame: await frameFor(ctx, args.request),
    form: activity ? { id: uuidv7(), ...caseFormView(ctx.content, form, activity) } : null,
    unknown: code !== null && !activity,
    recent: recent.flatMap((each) => {
      const found = findActivity(release, each);
      return found ? [named(found)] : [];
    }),
    groups: release.domains.map((domain) => ({
      name: domain.name,
      activities: release.catalogue.activities
        .filter((each) => domainOfFirst(release, each.competencies) === domain.code)
        .map(named),
    })),
  };
}

function domainOfFirst(
  release: Parameters<typeof domainOf>[0],
  [first]: readonly string[],
): string | undefined {
  return release.competencies.find((each) => each.code === first)?.domain;
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, LogCase);
  if (!form.ok) return wrongFields(form);
  const logged = await logCase(ctx, form.value);
  if (!logged.ok) return refusedField(ctx, logged.refusal, form.typed);
  return redirect("/logbook?done=logged");
}

/** As people read them, before the words of an error. */
const labels = {
  activity: "What you did",
  when: "When",
  supervisorId: "Supervisor",
  role: "Your part",
  setting: "Where",
  hours: "Hours of care",
  scenario: "Scenario",
};

export default function NewCase() {
  const { frame, form, unknown, recent, groups } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={asNamed(reply)} labels={labels} title="The case is not in your log yet" />
      <PageHeader
        title={form ? form.title : "What did you do?"}
        crumbs={form ? [{ label: "Log a case", to: "/logbook/new" }] : []}
        lead="Write nothing that could identify a patient. There is no field for it, and none is needed."
      />
      {form ? (
        <CaseFields form={form} reply={reply} />
      ) : (
        <ActivityChoice unknown={unknown} recent={recent} groups={groups} />
      )}
    </PersonalPage>
  );
}

/** Fields of several answers carry brackets in the form, and the summary links to them. */
function asNamed<T extends { fields: Readonly<Record<string, string>> }>(reply: T | undefined) {
  const several = ["devices", "access", "contexts", "complications"];
  if (!reply) return undefined;
  const entries = Object.entries(reply.fields).map(
    ([name, words]) => [several.includes(name) ? `${name}[]` : name, words] as const,
  );
  return { ...reply, fields: Object.fromEntries(entries) };
}
