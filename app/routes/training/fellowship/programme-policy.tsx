import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { PolicyFields } from "#app/components/policy-fields.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { permit } from "#app/domain/people/permit.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listOwnProgrammes } from "#app/operations/training/cohort/show-cohort.server.ts";
import { setPolicy, showPolicy } from "#app/operations/training/fellowship/set-policy.server.ts";
import { PolicyForm, policyHistory, policyView } from "./policy-view.ts";

export const meta: MetaFunction = () => [{ title: "How the portfolio is run · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const search = new URL(args.request.url).searchParams;
  const asked = search.get("programme");
  const chosen = programmes.find((each) => each.id === asked) ?? programmes[0];
  const view = orRefuse(ctx, args.request, await showPolicy(ctx, chosen?.id ?? ""));
  const { programme } = view;
  const place = { programmeId: programme.id, organisationId: programme.organisationId };
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    done: search.get("done"),
    programme: { id: programme.id, name: programme.name },
    maySet: permit(ctx.actor, "policy.set", place, ctx.now).ok,
    form: policyView(ctx.content, view),
    history: policyHistory(ctx.content, view),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, PolicyForm);
  if (!form.ok) return wrongFields(form);
  const set = await setPolicy(ctx, form.value);
  if (!set.ok) return refusedField(ctx, set.refusal, form.typed);
  return redirect(`/programme/policy?programme=${form.value.programmeId}&done=set`);
}

const labels = {
  datePrecision: "Dates of cases",
  contextTargets: "Targets by circumstance",
  requestDays: "Requests",
  mailLinkHours: "Links by mail",
  qrMinutes: "QR codes",
};

export default function ProgrammePolicy() {
  const { frame, id, done, programme, maySet, form, history } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nothing was changed yet" />
      <PageHeader
        title="How the portfolio is run"
        crumbs={[{ label: "Programme", to: `/programme?programme=${programme.id}` }]}
        lead={`${programme.name}. What you set holds from the moment you save it; what was kept before stays as it is kept.`}
      />
      {done === "set" && <Notice kind="done" title="This holds from now on" />}
      <PolicyFields
        key={form.basedOn ?? "default"}
        {...{ id, form, reply, maySet }}
        programmeId={programme.id}
      />
      <Panel title="What held before">
        {history.length === 0 ? (
          <p>Nothing was ever changed: the values that every programme starts with hold.</p>
        ) : (
          <Timeline label="Changes" events={history} />
        )}
      </Panel>
    </PersonalPage>
  );
}
