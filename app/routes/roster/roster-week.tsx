import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { changeLines, namesOf } from "#app/http/plan-lines.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { readUnitTime } from "#app/http/unit-time.server.ts";
import {
  planWeek,
  publishWeek,
  type WeekChange,
} from "#app/operations/roster/change-week.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { PlanChanges } from "./plan-changes.tsx";
import { PlanCounts } from "./plan-counts.tsx";

const kinds = {
  copy: "Copy the week before into this one?",
  repeat: "Repeat this week?",
  complete: "Is this week complete?",
  clear: "Clear what was entered by hand?",
} as const;
type Kind = keyof typeof kinds;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "A whole week"} · Systole` },
];

const weeksMost = 26;

/** What the address asks for: copying is of one week into another, repeating of one into those after it. */
function changeAsked(request: Request, unit: { code: string; timeZone: string }) {
  const search = new URL(request.url).searchParams;
  const kind = search.get("do") as Kind;
  const at = (name: string) => {
    const read = readUnitTime(`${search.get(name) ?? ""}T12:00`, unit.timeZone);
    return read.ok ? read.at : null;
  };
  const from = at("from");
  if (!(kind in kinds) || from === null) return null;
  const asked = Math.trunc(Number(search.get("weeks") ?? 4));
  const weeks = kind === "repeat" && asked >= 1 && asked <= weeksMost ? asked : 1;
  const week = 7 * 86_400_000;
  const change: WeekChange = {
    unitCode: unit.code,
    kind: kind === "repeat" ? "copy" : kind,
    from: (kind === "repeat" ? from + week : from) as typeof from,
    weeks,
    pattern: kind === "repeat" ? from : at("pattern"),
  };
  return { kind, from, change, weeks, here: search.get("from") ?? "" };
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const { unit, people } = found;
  const asked = changeAsked(args.request, unit);
  if (!asked) throw notFound(ctx, args.request);
  const planned = await planWeek(ctx, asked.change);
  const plan = planned.ok && !("rows" in planned.value) ? planned.value : null;
  const { kind, weeks, from, here } = asked;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    title: kinds[kind],
    ...{ kind, weeks, from, here },
    refused: planned.ok ? null : explain(ctx, planned.refusal),
    plan: plan && {
      hash: plan.planHash,
      counts: plan.plan.counts,
      asksReason: plan.plan.altersThePast,
      ...changeLines(ctx, plan.plan, namesOf(people)),
    },
  };
}

const Sent = z.object({ planHash: z.string(), reason: z.string().max(500).default("") });

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const { unit } = found;
  const asked = changeAsked(args.request, unit);
  if (!asked) throw notFound(ctx, args.request);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { planHash, reason } = form.value;
  const done = await publishWeek(ctx, asked.change, reason.trim() || null, planHash);
  if (!done.ok) {
    const isReason = done.refusal.code === "reason_required";
    const refusal = isReason ? { ...done.refusal, detail: { field: "reason" } } : done.refusal;
    return refusedField(ctx, refusal, form.typed);
  }
  if ("rows" in done.value) return refusedForm(ctx, { code: "plan_changed" }, form.typed);
  return redirect(`/units/${unit.code}/roster?published&from=${asked.here}#roster`);
}

const leads: Record<Kind, string> = {
  copy: "Everybody who stands in the week before, at the same hours.",
  repeat: "Everybody who stands in this week, at the same hours, in the weeks after it.",
  complete:
    "Whoever does not stand there is then not on duty: where nobody is, the answer is no, and not unknown.",
  clear: "What roster systems and uploads say stays.",
};

export default function RosterWeek() {
  const { frame, unit, title, kind, weeks, from, here, plan, refused } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = `/units/${unit.code}/roster?from=${here}#roster`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={title}
        lead={`${unit.name}, week from ${dayWords(from, unit.zone)}. ${leads[kind]}`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: back },
        ]}
      />
      {refused && (
        <Notice kind="warn">
          <p>{refused}</p>
        </Notice>
      )}
      {kind === "repeat" && <Weeks weeks={weeks} here={here} />}
      {plan && (
        <Panel title="What it changes" lead="Nothing is published until you say so.">
          <PlanCounts counts={plan.counts} />
          <PlanChanges
            caption="Shifts that change"
            {...plan}
            zone={unit.zone}
            empty={
              kind === "complete"
                ? "No shift changes. What changes is that the week counts as said."
                : "No shift changes: everything stands there already, or there is nothing to copy."
            }
          />
          <Form method="post" className="form">
            <input type="hidden" name="planHash" value={plan.hash} />
            {plan.asksReason && (
              <TextField
                name="reason"
                label="Reason"
                hint="Shifts that have begun would change."
                value={typedIn(reply).of("reason")}
                error={reply?.fields.reason}
                maxLength={500}
                required
              />
            )}
            <p className="cluster">
              <Button icon="check">
                {kind === "complete" ? "Yes, this week is complete" : "Publish exactly this"}
              </Button>
              <ButtonLink to={back} kind="quiet">
                Leave it
              </ButtonLink>
            </p>
          </Form>
        </Panel>
      )}
    </PersonalPage>
  );
}

function Weeks({ weeks, here }: { weeks: number; here: string }) {
  return (
    <form method="get" className="form">
      <input type="hidden" name="do" value="repeat" />
      <input type="hidden" name="from" value={here} />
      <TextField
        name="weeks"
        label="In how many weeks after it"
        type="number"
        min={1}
        max={weeksMost}
        value={String(weeks)}
        width="short"
        required
      />
      <div>
        <Button kind="secondary">Show what that changes</Button>
      </div>
    </form>
  );
}
