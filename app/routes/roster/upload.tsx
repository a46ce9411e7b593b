import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { readUpload } from "#app/http/roster-upload.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { type UploadReply, uploadStep } from "#app/http/upload-step.server.ts";
import { defaultSource } from "#app/operations/roster/in-force.server.ts";
import { publishableUnit } from "#app/operations/roster/plan-shifts.server.ts";
import { BadRows, FileRead } from "./upload-file.tsx";
import { UploadPlan } from "./upload-plan.tsx";
import { UploadWords } from "./upload-words.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Upload a roster for ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await publishableUnit(ctx, args.params.unit ?? ""));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    source: defaultSource,
  };
}

/** The file, then what its words mean, then what it changes; sent with a plan's hash it is that plan and no other. */
export async function action(args: ActionFunctionArgs) {
  const ctx: PersonContext = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await publishableUnit(ctx, args.params.unit ?? ""));
  const form = await args.request.formData();
  const step = await uploadStep(ctx, unit, form, await readUpload(form));
  if ("published" in step) return redirect(`/units/${unit.code}/roster?published`);
  return data<UploadReply>(step.reply, step.status);
}

const titles = {
  file: "Upload a roster",
  words: "What do these words mean?",
  plan: "Check what this changes",
} as const;

export default function Upload() {
  const { frame, unit, views, source } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const step = reply?.step ?? null;
  const isInError = reply && (reply.words !== null || Object.keys(reply.fields).length > 0);
  const kind = step?.kind ?? "file";
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={isInError ? reply : undefined} title="Nothing is published yet" />
      <PageHeader
        title={titles[kind]}
        lead={`For ${unit.name}. Nothing is published until you have seen what it changes.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      {kind === "file" && <UnitTabs code={unit.code} current="upload" views={views} />}
      {reply?.rows && <BadRows {...reply.rows} code={unit.code} />}
      {step ? (
        <Form method="post" encType="multipart/form-data" className="stack" reloadDocument>
          <Carried {...step.carried} />
          <FileRead {...step.file} />
          {step.kind === "words" ? (
            <UploadWords step={step} reply={reply} code={unit.code} />
          ) : (
            <UploadPlan step={step} reply={reply} unit={unit} />
          )}
        </Form>
      ) : (
        <ChooseFile reply={reply} source={source} code={unit.code} />
      )}
    </PersonalPage>
  );
}

function Carried(carried: NonNullable<UploadReply["step"]>["carried"]) {
  return (
    <>
      <input type="hidden" name="body" value={carried.body} />
      <input type="hidden" name="fileName" value={carried.fileName} />
      <input type="hidden" name="contentType" value={carried.contentType} />
      <input type="hidden" name="left" value={JSON.stringify(carried.left)} />
    </>
  );
}

const kinds = ".csv,.tsv,.txt,.ics,.json,text/csv,text/calendar,text/plain,application/json";

function ChooseFile({
  reply,
  source,
  code,
}: {
  reply: UploadReply | undefined;
  source: string;
  code: string;
}) {
  const typed = typedIn(reply);
  return (
    <Panel
      title="Choose the file"
      lead="As your roster system exports it: Amion, QGenda, a calendar, or our own CSV or JSON."
    >
      <Form method="post" encType="multipart/form-data" className="form" reloadDocument>
        <TextField
          name="file"
          label="Roster file"
          type="file"
          accept={kinds}
          hint="Up to 10 MB: of more, export a shorter time. It is recognised by what it holds."
          error={reply?.fields.file}
        />
        <details open={Boolean(typed.of("roster"))}>
          <summary>Or paste it here</summary>
          <TextArea
            name="roster"
            label="Roster as text"
            hint="Our own has the columns registration, role, presence, start, end; and if you like response_minutes, assignment, contact, reference."
            value={typed.of("roster", "")}
            error={reply?.fields.roster}
            rows={10}
            code
          />
        </details>
        <details open={Boolean(reply?.fields.source)}>
          <summary>Whose rows these are</summary>
          <TextField
            name="source"
            label="Source"
            hint="Each source replaces only its own rows. Leave it unless the unit has several rosters."
            width="medium"
            code
            value={typed.of("source", source)}
            error={reply?.fields.source}
            required
          />
        </details>
        <p className="cluster">
          <Button name="intent" value="read" icon="upload">
            Read the file
          </Button>
          <ButtonLink to={`/units/${code}/roster`} kind="quiet">
            Leave it
          </ButtonLink>
        </p>
      </Form>
    </Panel>
  );
}
