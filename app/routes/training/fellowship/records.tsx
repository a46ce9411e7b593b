import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import type { Option } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { TrainingRecordFields } from "#app/components/training-record-fields.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  RecordTrainingRecord,
  recordTrainingRecord,
} from "#app/operations/training/fellowship/record-training-record.server.ts";
import { showTrainingRecords } from "#app/operations/training/fellowship/show-training-records.server.ts";
import { baseOf, dossierTabs, viewCrumbs } from "../progress/dossier-tabs.ts";
import {
  besideWhat,
  kindWords,
  recordName,
  recordOptions,
  refusedBesideWhat,
  withKindAndCode,
} from "./record-form.ts";

export const meta: MetaFunction = () => [{ title: "Examinations, courses and audits · Systole" }];

/** Two addresses: one's own records, or a fellow's as those who oversee them see them. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = args.params.fellowship ?? null;
  const shown = orRefuse(ctx, args.request, await showTrainingRecords(ctx, asked));
  const { fellowship, records, codes, mayRecord } = shown;
  const { timeZone } = fellowship;
  const base = baseOf(asked);
  return {
    frame: await frameFor(ctx, args.request),
    base,
    isOwn: asked === null,
    name: fellowship.fellowName,
    personId: fellowship.fellowId,
    programmeId: fellowship.programmeId,
    id: uuidv7(),
    mayRecord,
    codes: mayRecord ? recordOptions(ctx.content, codes) : [],
    done: new URL(args.request.url).searchParams.get("done"),
    records: records.map((each) => ({
      id: each.id,
      kind: kindWords(ctx.content, each.kind),
      name: recordName(codes, each),
      day: dayWords(each.completedAt, timeZone),
      hours: each.hours,
      by: `${each.verifierName}, ${dayWords(each.recordedAt, timeZone)}`,
      holds: each.holds,
      state: stateOf(each),
      correct: mayRecord && each.holds ? `${base}/records/${each.id}` : null,
    })),
  };
}

/** What became of a record, with the reason of whoever corrected it. */
function stateOf(record: {
  readonly holds: boolean;
  readonly voided: boolean;
  readonly supersedes: string | null;
  readonly reason: string | null;
}): string {
  const because = record.reason ? `: ${record.reason}` : "";
  if (record.voided) return `Voided${because}`;
  if (record.supersedes) return `${record.holds ? "Corrected" : "Corrected again"}${because}`;
  return record.holds ? "Holds" : "Replaced by a correction";
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = parseFormData(withKindAndCode(await args.request.formData()), RecordTrainingRecord);
  if (!form.ok) return wrongFields({ ...form, fields: besideWhat(form.fields) });
  const recorded = await recordTrainingRecord(ctx, form.value);
  if (!recorded.ok) return refusedField(ctx, refusedBesideWhat(recorded.refusal), form.typed);
  return redirect(`${baseOf(args.params.fellowship ?? null)}/records?done=recorded`);
}

const doneWords: Readonly<Record<string, string>> = {
  recorded: "The record is in the dossier",
  corrected: "The record is corrected, and the old one kept",
};

export default function Records() {
  const { frame, base, isOwn, name, done, records, mayRecord, ...form } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing is recorded yet" />
      <PageHeader
        title={isOwn ? "Examinations, courses and audits" : `${name}: records`}
        crumbs={viewCrumbs(isOwn ? null : name)}
        lead={
          isOwn
            ? "What the director of your programme has seen proof of and signed for."
            : "Examinations, courses and audits."
        }
      />
      <Tabs label="Progress" tabs={dossierTabs(base, "/records")} />
      {done && doneWords[done] && <Notice kind="done" title={doneWords[done]} />}
      <DataTable
        caption="Records"
        hideCaption
        columns={mayRecord ? [...columns, correction] : columns}
        rows={records}
        rowKey={(row) => row.id}
        empty={
          isOwn
            ? "Nothing is recorded yet. Show the proof to your director."
            : "Nothing is recorded yet."
        }
      />
      {mayRecord && <RecordForm form={form} reply={reply} />}
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const columns: readonly Column<Data["records"][number]>[] = [
  { key: "name", header: "What", heads: true, cell: (row) => row.name },
  { key: "kind", header: "Kind", cell: (row) => row.kind },
  {
    key: "day",
    header: "Completed",
    cell: (row) => (row.hours === null ? row.day : `${row.day}, ${row.hours} h`),
  },
  { key: "by", header: "Signed for by", cell: (row) => row.by },
  { key: "state", header: "State", cell: (row) => row.state },
];

const correction: Column<Data["records"][number]> = {
  key: "correct",
  header: "Correct",
  cell: (row) => (row.correct ? <a href={row.correct}>Correct {row.name}</a> : "–"),
};

function RecordForm({
  form,
  reply,
}: {
  form: { id: string; personId: string; programmeId: string; codes: readonly Option[] };
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of } = typedIn(reply);
  return (
    <Panel title="Record something completed" lead="You sign for it that you have seen the proof.">
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", form.id)} />
        <input type="hidden" name="personId" value={form.personId} />
        <input type="hidden" name="programmeId" value={form.programmeId} />
        <TrainingRecordFields codes={form.codes} reply={reply} />
        <div>
          <Button icon="sign">Record it</Button>
        </div>
      </Form>
    </Panel>
  );
}
