import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { readPattern } from "#app/http/pattern-form.server.ts";
import { changeLines, namesOf } from "#app/http/plan-lines.server.ts";
import { explain, statusOf } from "#app/http/problem.server.ts";
import { shiftChoices } from "#app/http/shift-form.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { planPattern, publishPattern } from "#app/operations/roster/change-pattern.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { rowWords } from "#app/operations/roster/read-roster.server.ts";
import { PatternFields } from "./pattern-fields.tsx";
import { PlanChanges } from "./plan-changes.tsx";
import { PlanCounts } from "./plan-counts.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Take turns in ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const { code, name, timeZone: zone } = found.unit;
  const asked = new URL(args.request.url).searchParams.get("from")?.slice(0, 10);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code, name, zone },
    choices: shiftChoices(ctx, found),
    from: asked ?? fieldTime(startOfLocalDay(ctx.now, zone, 1), zone).slice(0, 10),
  };
}

/** A dry run shows the plan; sending again with its hash publishes that plan and no other. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const sent = readPattern(await args.request.formData(), found);
  const { typed } = sent;
  const none = { fields: {} as Record<string, string>, words: null, typed, plan: null };
  if (!sent.ok) return data({ ...none, fields: sent.fields }, 422);
  const { change, reason, planHash } = sent;
  const done = await (planHash
    ? publishPattern(ctx, change, reason, planHash)
    : planPattern(ctx, change));
  if (!done.ok) {
    const { code } = done.refusal;
    const words = explain(ctx, done.refusal);
    const said = code === "reason_required" ? { fields: { reason: words } } : { words };
    return data({ ...none, ...said, plan: null }, statusOf(code));
  }
  if ("rows" in done.value) {
    const [first] = done.value.rows;
    const words = first ? `Day ${first.row}: ${rowWords(ctx.content, first)}` : null;
    return data({ ...none, words }, 422);
  }
  if (planHash)
    return redirect(`/units/${found.unit.code}/roster?published&from=${typed.from}#roster`);
  const { plan, planHash: hash } = done.value;
  const lines = changeLines(ctx, plan, namesOf(found.people));
  return data({
    ...none,
    plan: { hash, counts: plan.counts, asksReason: plan.altersThePast, ...lines },
  });
}

export default function RosterPattern() {
  const { frame, unit, choices, from } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const plan = reply?.plan ?? null;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing is published yet" />
      <PageHeader
        title={plan ? "Check what this changes" : "Who takes turns?"}
        lead={`In one assignment of ${unit.name}. First you see what it changes; nothing is published until you say so.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: `/units/${unit.code}/roster` },
        ]}
      />
      {plan && (
        <Panel title="What it changes">
          <PlanCounts counts={plan.counts} />
          <PlanChanges
            caption="Shifts that change"
            {...plan}
            zone={unit.zone}
            empty="No shift changes: everybody stands there already."
          />
        </Panel>
      )}
      <Form method="post" className="form">
        {plan && <input type="hidden" name="planHash" value={plan.hash} />}
        <PatternFields choices={choices} from={from} reply={reply} />
        {(plan?.asksReason || reply?.fields.reason) && (
          <TextField
            name="reason"
            label="Reason"
            hint="Shifts that have begun would change."
            value={typedIn(reply).of("reason")}
            error={reply?.fields.reason}
            maxLength={500}
            required={false}
          />
        )}
        <p className="cluster">
          {plan && (
            <Button name="intent" value="commit" icon="check">
              Publish exactly this
            </Button>
          )}
          <Button name="intent" value="plan" kind={plan ? "secondary" : "primary"}>
            {plan ? "Show the plan again" : "Show what it changes"}
          </Button>
          <ButtonLink to={`/units/${unit.code}/roster?from=${from}#roster`} kind="quiet">
            Leave it
          </ButtonLink>
        </p>
      </Form>
    </PersonalPage>
  );
}
