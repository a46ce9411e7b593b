import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DateTimeField, TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain, statusOf } from "#app/http/problem.server.ts";
import {
  planView,
  readUpload,
  rowViews,
  type UploadReply,
} from "#app/http/roster-upload.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { defaultSource } from "#app/operations/roster/in-force.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { planRoster, publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { PlanCounts } from "./plan-counts.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Upload a roster for ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit } = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const zone = unit.timeZone;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone },
    from: fieldTime(startOfLocalDay(ctx.now, zone, 1), zone),
    to: fieldTime(startOfLocalDay(ctx.now, zone, 8), zone),
    source: defaultSource,
  };
}

/** A dry run shows the plan; sending again with its hash commits that plan and no other. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit } = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const sent = await readUpload(ctx, await args.request.formData(), unit);
  const none: UploadReply = { fields: {}, words: null, rows: null, plan: null, typed: sent.typed };
  if (!sent.ok) return data<UploadReply>({ ...none, fields: sent.fields }, 422);
  const { roster, planHash } = sent;
  const done = await (planHash ? publishRoster(ctx, roster, planHash) : planRoster(ctx, roster));
  if (!done.ok) {
    const { refusal } = done;
    const words = explain(ctx, refusal);
    const isReason = refusal.code === "reason_required";
    const beside: Partial<UploadReply> = isReason ? { fields: { reason: words } } : { words };
    const again = await planRoster(ctx, roster);
    const plan = again.ok && !("rows" in again.value) ? planView(ctx, again.value, unit) : null;
    return data<UploadReply>({ ...none, ...beside, plan }, statusOf(refusal.code));
  }
  if ("rows" in done.value) {
    const fields = { roster: "Nothing was changed. The rows to put right are listed above." };
    return data<UploadReply>({ ...none, fields, rows: rowViews(ctx, done.value.rows) }, 422);
  }
  if (planHash) return redirect(`/units/${unit.code}/roster?published`);
  return data<UploadReply>({ ...none, plan: planView(ctx, done.value, unit) });
}

export default function Upload() {
  const { frame, unit, from, to, source } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const rows = reply?.rows ?? null;
  const plan = reply?.plan ?? null;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing is published yet" />
      <PageHeader
        title={plan ? "Check what this changes" : "Upload a roster"}
        lead={`For ${unit.name}. First you see what it changes; nothing is published until you say so.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: `/units/${unit.code}/roster` },
        ]}
      />
      {rows && <BadRows rows={rows} />}
      {plan && <Plan plan={plan} />}
      <Form method="post" encType="multipart/form-data" className="form">
        {plan && <input type="hidden" name="planHash" value={plan.hash} />}
        <DateTimeField
          name="from"
          label="From"
          zone={unit.zone}
          value={typed.of("from", from)}
          error={reply?.fields.from}
          required
        />
        <DateTimeField
          name="to"
          label="Up to, but not including"
          zone={unit.zone}
          value={typed.of("to", to)}
          error={reply?.fields.to}
          required
        />
        <TextArea
          name="roster"
          label="Roster"
          hint="registration, role, presence, start, end; and if you like response_minutes, assignment, contact, reference. A header alone clears the time."
          value={typed.of("roster", "registration,role,presence,start,end,response_minutes\n")}
          error={reply?.fields.roster}
          rows={12}
          code
        />
        <TextField
          name="file"
          label="Or a CSV file, in place of the text above"
          type="file"
          accept=".csv,text/csv"
          required={false}
          error={reply?.fields.file}
        />
        <TextField
          name="source"
          label="Source"
          hint="Whose rows these are. Each source replaces only its own."
          width="medium"
          code
          value={typed.of("source", source)}
          error={reply?.fields.source}
          required
        />
        <TextField
          name="reason"
          label="Reason"
          hint="Needed where shifts that have begun would change."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          required={false}
          maxLength={500}
        />
        <p className="cluster">
          {plan && (
            <Button name="intent" value="commit" icon="check">
              Publish exactly this
            </Button>
          )}
          <Button name="intent" value="plan" kind={plan ? "secondary" : "primary"}>
            {plan ? "Show the plan again" : "Show what it changes"}
          </Button>
          <ButtonLink to={`/units/${unit.code}/roster`} kind="quiet">
            Leave it
          </ButtonLink>
        </p>
      </Form>
    </PersonalPage>
  );
}

type Reply = NonNullable<ReturnType<typeof useActionData<typeof action>>>;

function BadRows({ rows }: { rows: NonNullable<Reply["rows"]> }) {
  return (
    <Notice kind="error" title="Some rows cannot be read">
      <DataTable
        caption="Rows to put right"
        hideCaption
        rows={rows}
        rowKey={(row) => `${row.line} ${row.field} ${row.words}`}
        columns={[
          { key: "line", header: "Line", align: "number", heads: true, cell: (row) => row.line },
          {
            key: "field",
            header: "Field",
            cell: (row) => <span className="code">{row.field}</span>,
          },
          { key: "words", header: "What is wrong", cell: (row) => row.words },
        ]}
      />
    </Notice>
  );
}

function Plan({ plan }: { plan: NonNullable<Reply["plan"]> }) {
  return (
    <Panel title="What it changes">
      <PlanCounts counts={plan.counts} />
      {plan.unmatched.length > 0 && (
        <Notice kind="warn" title="Matched to nobody">
          <p>
            <span className="code">{plan.unmatched.join(", ")}</span>. Nobody here holds these
            registrations then, so rules that they could meet become unknown.
          </p>
        </Notice>
      )}
      {plan.reasonRequired && (
        <Notice kind="warn">
          <p>Shifts that have begun would change. Give a reason below.</p>
        </Notice>
      )}
      <DataTable
        caption="Shifts that change"
        rows={plan.changes}
        rowKey={(row) => row.key}
        empty="No shift changes. Publishing confirms that the roster is still right."
        columns={[
          { key: "change", header: "Change", cell: (row) => row.change },
          { key: "who", header: "Who", heads: true, cell: (row) => row.who },
          { key: "what", header: "As", cell: (row) => row.what },
          { key: "when", header: "When", cell: (row) => row.when },
        ]}
      />
      {plan.more > 0 && <p className="soft">And {plan.more} more.</p>}
    </Panel>
  );
}
