import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { CheckboxGroup, Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { permit } from "#app/domain/people/permit.ts";
import { readLocal } from "#app/domain/time/wall-time.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  listOwnProgrammes,
  showFoundingAssessors,
} from "#app/operations/training/cohort/show-cohort.server.ts";
import {
  AppointFoundingAssessor,
  appointFoundingAssessor,
} from "#app/operations/training/fellowship/appoint-founding-assessor.server.ts";

export const meta: MetaFunction = () => [{ title: "Founding assessors · Systole" }];

/** The last day is a date; the appointment ends when that day ends, in universal time. */
const Appointment = AppointFoundingAssessor.omit({ endsAt: true, firstSignerId: true }).extend({
  secondPassword: z.string().min(1),
  endsOn: z.iso.date("Choose a date.").transform((text, ctx) => {
    const read = readLocal(`${text}T23:59`, "UTC");
    if (read?.kind === "exact") return read.at;
    ctx.addIssue({ code: "custom", message: "Choose a date." });
    return z.NEVER;
  }),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const asked = new URL(args.request.url).searchParams.get("programme");
  const chosen = programmes.find((each) => each.id === asked) ?? programmes[0];
  const shown = await showFoundingAssessors(ctx, chosen?.id ?? "");
  const { programme, appointments, assessors, seconders } = orRefuse(ctx, args.request, shown);
  const place = { programmeId: programme.id, organisationId: programme.organisationId };
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const coded = (each: { code: string; name: string }) => ({
    value: each.code,
    label: `${each.code} ${each.name}`,
  });
  const { epas, competencies } = ctx.content.current;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    programme,
    done: new URL(args.request.url).searchParams.get("done"),
    mayAppoint: permit(ctx.actor, "assessor.appoint", place, ctx.now).ok,
    rows: appointments.map(({ id, name, subjects, during }) => ({
      id,
      name,
      subjects,
      until: dayWords(during.end, programme.timeZone),
      ended: during.end <= ctx.now,
    })),
    assessors: assessors.map(option),
    seconders: seconders.map(option),
    subjects: [...epas, ...competencies].map(coded),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Appointment);
  if (!form.ok) return wrongFields(form);
  const { endsOn, ...rest } = form.value;
  const appointed = await appointFoundingAssessor(ctx, { ...rest, endsAt: endsOn });
  if (!appointed.ok) return refusedField(ctx, appointed.refusal, form.typed);
  return redirect(`/programme/founding-assessors?programme=${rest.programmeId}&done=appointed`);
}

export default function FoundingAssessors() {
  const { frame, programme, done, mayAppoint, rows, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nobody was appointed yet" />
      <PageHeader
        title="Founding assessors"
        crumbs={[{ label: "Programme", to: `/programme?programme=${programme.id}` }]}
        lead={`Who may assess in ${programme.name} before anybody can hold the credential for it. Two people sign, and it ends.`}
      />
      {done === "appointed" && <Notice kind="done" title="The appointment holds from now on" />}
      <DataTable
        caption="Appointments"
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty="Nobody has been appointed."
      />
      {mayAppoint && <Appoint programmeId={programme.id} form={form} reply={reply} />}
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const columns: Column<Data["rows"][number]>[] = [
  { key: "name", header: "Assessor", heads: true, cell: (row) => row.name },
  { key: "subjects", header: "May judge", cell: (row) => row.subjects.join(", ") },
  { key: "until", header: "Until", cell: (row) => (row.ended ? `${row.until}, ended` : row.until) },
];

function Appoint({
  programmeId,
  form,
  reply,
}: {
  programmeId: string;
  form: Pick<Data, "id" | "assessors" | "seconders" | "subjects">;
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Panel
      title="Appoint somebody"
      lead="You sign first. The second signer sits beside you and enters their own password."
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", form.id)} />
        <input type="hidden" name="programmeId" value={programmeId} />
        <Select
          name="personId"
          label="Assessor"
          options={form.assessors}
          empty="Choose somebody"
          value={of("personId")}
          error={errors.personId}
          required
        />
        <TextField
          name="endsOn"
          label="Last day"
          type="date"
          width="short"
          value={of("endsOn")}
          error={errors.endsOn}
          required
        />
        <CheckboxGroup
          name="subjects[]"
          label="May judge"
          options={form.subjects}
          values={all("subjects")}
          error={errors.subjects}
        />
        <Select
          name="secondSignerId"
          label="Second signer"
          hint="Another director, or a member of the committee."
          options={form.seconders}
          empty="Choose somebody"
          value={of("secondSignerId")}
          error={errors.secondSignerId}
          required
        />
        <TextField
          name="secondPassword"
          label="Password of the second signer"
          type="password"
          autoComplete="off"
          width="medium"
          error={errors.secondPassword}
          required
        />
        <div>
          <Button icon="sign">Both sign</Button>
        </div>
      </Form>
    </Panel>
  );
}
