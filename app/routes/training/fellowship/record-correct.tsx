import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { TrainingRecordFields } from "#app/components/training-record-fields.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { dayText } from "#app/http/dates.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  CorrectTrainingRecord,
  correctTrainingRecord,
  VoidTrainingRecord,
} from "#app/operations/training/fellowship/correct-training-record.server.ts";
import { showTrainingRecords } from "#app/operations/training/fellowship/show-training-records.server.ts";
import { baseOf, underFellow } from "../progress/dossier-tabs.ts";
import {
  besideWhat,
  recordName,
  recordOptions,
  refusedBesideWhat,
  whatOf,
  withKindAndCode,
} from "./record-form.ts";

export const meta: MetaFunction = () => [{ title: "Correct a record · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = args.params.fellowship ?? "";
  const shown = orRefuse(ctx, args.request, await showTrainingRecords(ctx, asked));
  const { fellowship, codes } = shown;
  const record = shown.records.find((each) => each.id === args.params.record && each.holds);
  if (!record || !shown.mayRecord) throw notFound(ctx, args.request);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    of: record.id,
    personId: fellowship.fellowId,
    programmeId: fellowship.programmeId,
    fellow: fellowship.fellowName,
    base: baseOf(asked),
    name: recordName(codes, record),
    codes: recordOptions(ctx.content, codes),
    before: {
      what: whatOf(record),
      when: dayText(record.completedAt, fellowship.timeZone),
      hours: record.hours === null ? "" : String(record.hours),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = withKindAndCode(await args.request.formData());
  const form =
    given.get("act") === "void"
      ? parseFormData(given, VoidTrainingRecord)
      : parseFormData(given, CorrectTrainingRecord);
  if (!form.ok) return wrongFields({ ...form, fields: besideWhat(form.fields) });
  const corrected = await correctTrainingRecord(ctx, form.value);
  if (!corrected.ok) return refusedField(ctx, refusedBesideWhat(corrected.refusal), form.typed);
  return redirect(`${baseOf(args.params.fellowship ?? "")}/records?done=corrected`);
}

export default function RecordCorrect() {
  const { frame, name, fellow, base, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing is corrected yet" />
      <PageHeader
        title={`Correct: ${name}`}
        crumbs={[...underFellow(fellow, base), { label: "Records", to: `${base}/records` }]}
        lead="The old record stays, with your reason beside it."
      />
      <CorrectionForm form={form} reply={reply} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const kinds = [
  { value: "correct", label: "It was otherwise", hint: "It counts as you write it now." },
  { value: "void", label: "It never was", hint: "It counts for nothing, whatever stands below." },
];

function CorrectionForm({
  form,
  reply,
}: {
  form: Pick<Data, "id" | "of" | "personId" | "programmeId" | "codes" | "before">;
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of } = typedIn(reply);
  const { codes, before } = form;
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="of" value={form.of} />
      <input type="hidden" name="personId" value={form.personId} />
      <input type="hidden" name="programmeId" value={form.programmeId} />
      <RadioGroup
        name="act"
        label="What is wrong"
        options={kinds}
        value={of("act", "correct")}
        error={reply?.fields.act}
        required
      />
      <TrainingRecordFields codes={codes} before={before} reply={reply} />
      <TextArea
        name="reason"
        label="Why"
        rows={2}
        maxLength={500}
        value={of("reason")}
        error={reply?.fields.reason}
        required
      />
      <div>
        <Button icon="sign">Correct it</Button>
      </div>
    </Form>
  );
}
