import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { findActivity } from "#app/domain/curriculum/release.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pageOf } from "#app/http/paging.server.ts";
import { caseStateOf } from "#app/operations/training/case/show-logbook.server.ts";
import {
  AskConfirmation,
  askConfirmation,
  monthOf,
} from "#app/operations/training/transfer/ask-confirmation.server.ts";
import { showImport } from "#app/operations/training/transfer/show-import.server.ts";
import {
  WithdrawImport,
  withdrawImport,
} from "#app/operations/training/transfer/withdraw-import.server.ts";
import { caseMarks } from "../case/case-marks.ts";

export const meta: MetaFunction = () => [{ title: "A past logbook · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showImport(ctx, args.params.import ?? "");
  const { fellowship, release, summary, cases, supervisors } = orRefuse(ctx, args.request, found);
  const zone = fellowship.timeZone;
  const pending = cases.filter((each) => each.verification === null);
  const nameOf = (code: string) => findActivity(release, code)?.name ?? code;
  const params = new URL(args.request.url).searchParams;
  return {
    frame: await frameFor(ctx, args.request),
    zone,
    summary,
    done: params.get("done"),
    count: Number(params.get("cases") ?? 0),
    requestId: uuidv7(),
    supervisors: supervisors.map(({ id, name }) => ({ value: id, label: name })),
    activities: counted(pending.map((each) => each.activity)).map(({ value, count }) => ({
      value,
      label: `${nameOf(value)} (${count})`,
    })),
    months: counted(pending.map((each) => monthOf(each.performedAt, zone))).map(
      ({ value, count }) => ({ value, label: `${value} (${count})` }),
    ),
    page: pageOf(
      cases.map((each) => ({
        id: each.id,
        title: nameOf(each.activity),
        day: dayWords(each.performedAt, zone),
        supervisor: each.supervisorName ?? "Nobody yet",
        state: caseStateOf(each),
        isEarlier: each.performedAt < fellowship.during.start,
      })),
      args.request.url,
    ),
  };
}

/** Each value once, sorted, with how often it occurs. */
function counted(values: readonly string[]) {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(byValue);
}

const byValue = (a: { value: string }, b: { value: string }) => (a.value < b.value ? -1 : 1);

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const sent = await args.request.clone().formData();
  const path = `/logbook/imports/${args.params.import}`;
  if (sent.get("intent") === "withdraw") {
    const form = await parseForm(args.request, WithdrawImport);
    if (!form.ok) return wrongFields(form);
    const withdrawn = await withdrawImport(ctx, form.value);
    if (!withdrawn.ok) return refusedField(ctx, withdrawn.refusal, form.typed);
    return redirect(`${path}?done=withdrawn&cases=${withdrawn.value.cases}`);
  }
  const form = await parseForm(args.request, AskConfirmation);
  if (!form.ok) return wrongFields(form);
  const asked = await askConfirmation(ctx, form.value);
  if (!asked.ok) return refusedField(ctx, asked.refusal, form.typed);
  return redirect(`${path}?done=asked&cases=${asked.value.cases}`);
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Reply = ReturnType<typeof useActionData<typeof action>>;

export default function ImportDetail() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { summary, zone } = page;
  const left = summary.asked + summary.open;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={{ supervisorId: "Supervisor", reason: "Why" }}
        title="Nothing was changed"
      />
      <PageHeader
        title="A past logbook"
        lead={`Brought in ${momentWords(summary.importedAt, zone)}. A case of it counts once a supervisor has confirmed it.`}
        crumbs={[
          { label: "Logbook", to: "/logbook" },
          { label: "Past logbooks", to: "/logbook/import" },
        ]}
      />
      <Done {...page} />
      <Panel title="How it stands">
        <KeyValues
          items={[
            { label: "Cases brought in", value: summary.total },
            { label: "Confirmed", value: summary.confirmed },
            { label: "A supervisor is asked", value: summary.asked },
            { label: "Nobody is asked yet", value: summary.open },
            { label: "Declined", value: summary.declined },
            { label: "Withdrawn", value: summary.withdrawn },
          ]}
        />
      </Panel>
      {left > 0 && <Ask page={page} reply={reply} />}
      {page.page.total > 0 && <Cases page={page} />}
      {summary.withdrawn < summary.total && <Withdraw page={page} reply={reply} />}
    </PersonalPage>
  );
}

function Done({ done, count, summary }: Page) {
  const cases = `${count} ${count === 1 ? "case" : "cases"}`;
  if (done === "imported") {
    return (
      <Notice kind="done" title={`${summary.total} cases came in`}>
        Ask a supervisor to confirm them: until then they are in your log and count for nothing.
      </Notice>
    );
  }
  if (done === "asked") {
    return <Notice kind="done" title={`The supervisor now sees ${cases} more to confirm`} />;
  }
  if (done === "withdrawn") return <Notice kind="done" title={`${cases} no longer count`} />;
  return null;
}

function Ask({ page, reply }: { page: Page; reply: Reply }) {
  const { of } = typedIn(reply);
  return (
    <Panel
      title="Ask a supervisor to confirm"
      lead="All that nobody has answered yet, or only one activity or month of it. They see it as one list."
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={page.requestId} />
        <input type="hidden" name="importId" value={page.summary.id} />
        <Select
          name="supervisorId"
          label="Supervisor"
          empty="Choose somebody who can say that it was so"
          options={page.supervisors}
          value={of("supervisorId")}
          error={reply?.fields.supervisorId}
          required
        />
        <Select
          name="activity"
          label="Activity"
          empty="All"
          options={page.activities}
          value={of("activity")}
          error={reply?.fields.activity}
          required={false}
        />
        <Select
          name="month"
          label="Month"
          width="medium"
          empty="All"
          options={page.months}
          value={of("month")}
          error={reply?.fields.month}
          required={false}
        />
        <div>
          <Button name="intent" value="ask" icon="person">
            Ask for confirmation
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

function Cases({ page: { page } }: { page: Page }) {
  return (
    <Panel title="The cases">
      <DataTable
        caption="Cases of this import, latest first"
        hideCaption
        rows={page.rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "case",
            header: "Case",
            heads: true,
            cell: (row) => <a href={`/logbook/${row.id}`}>{row.title}</a>,
          },
          {
            key: "day",
            header: "Day",
            cell: (row) => (
              <>
                {row.day}
                {row.isEarlier && <span className="soft">, before the fellowship</span>}
              </>
            ),
          },
          { key: "supervisor", header: "Supervisor", cell: (row) => row.supervisor },
          { key: "state", header: "State", cell: (row) => <StateMark {...caseMarks[row.state]} /> },
        ]}
      />
      <Pager label="Cases" words={{ before: "Newer", after: "Older" }} {...page} />
    </Panel>
  );
}

function Withdraw({ page, reply }: { page: Page; reply: Reply }) {
  return (
    <Panel
      title="Withdraw all of it"
      lead="Every case of this file stays on record with your reason and counts no longer."
    >
      <Form method="post" className="form">
        <input type="hidden" name="importId" value={page.summary.id} />
        <TextField
          name="reason"
          label="Why"
          hint="For example: the wrong file. Write nothing about a patient."
          value={typedIn(reply).of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
          required
        />
        <div>
          <Button name="intent" value="withdraw" kind="destroy">
            Withdraw the import
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
