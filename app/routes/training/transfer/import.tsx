import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { releaseOf } from "#app/domain/content.ts";
import type { Refusal } from "#app/domain/result.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import type { FormReply } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { readImportForm } from "#app/http/import-form.server.ts";
import { importView } from "#app/http/import-view.server.ts";
import { explain, statusOf } from "#app/http/problem.server.ts";
import { importCases } from "#app/operations/training/transfer/import-cases.server.ts";
import {
  firstMapping,
  type ImportBody,
  openLogbook,
  planImport,
  prepareImport,
} from "#app/operations/training/transfer/prepare-import.server.ts";
import { ImportColumns, ImportQuestions } from "./import-mapping.tsx";
import { ImportPlanPanels } from "./import-plan.tsx";

export const meta: MetaFunction = () => [{ title: "Bring in a past logbook · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const prepared = orRefuse(ctx, args.request, await prepareImport(ctx));
  const { fellowship, imports, supervisors } = prepared;
  const release = releaseOf(ctx.content, fellowship.release);
  const option = (each: { code: string; name: string }) => ({ value: each.code, label: each.name });
  const domainOf = (code: string | undefined) => {
    const { domain } = release.competencies.find((each) => each.code === code) ?? {};
    return release.domains.find((each) => each.code === domain)?.name ?? "Other";
  };
  return {
    frame: await frameFor(ctx, args.request),
    importId: uuidv7(),
    zone: fellowship.timeZone,
    imports,
    choices: {
      activity: release.catalogue.activities.map((each) => ({
        ...option(each),
        group: domainOf(each.competencies[0]),
      })),
      role: ctx.content.logRoles.map(option),
      setting: release.catalogue.settings.map(option),
      supervisor: supervisors.map(({ id, name }) => ({ value: id, label: name })),
    },
  };
}

/** The file at first, then a dry run for each change of mind, at last exactly the plan that was shown. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await readImportForm(await args.request.formData());
  if (form.kind === "lost") return refused(ctx, { code: "import_sheet_lost" });
  if (form.kind === "file") {
    if (!form.bytes) return refused(ctx, { code: "file_missing", detail: { field: "file" } });
    const opened = openLogbook(form.bytes);
    if (!opened.ok) return refused(ctx, opened.refusal);
    const { remembered } = orRefuse(ctx, args.request, await prepareImport(ctx));
    const mapping = firstMapping(opened.value, remembered);
    return planned(ctx, { importId: form.importId, sheet: opened.value, mapping });
  }
  if (form.planHash === null) return planned(ctx, form);
  const done = await importCases(ctx, { ...form, planHash: form.planHash });
  if (!done.ok) return planned(ctx, form, done.refusal);
  return redirect(`/logbook/imports/${done.value.importId}?done=imported`);
}

const nothing: FormReply = { fields: {}, words: null, typed: {} };

function refused(ctx: PersonContext, refusal: Refusal) {
  const { field } = refusal.detail ?? {};
  const words = explain(ctx, refusal);
  const said = field === "file" ? { fields: { file: words } } : { words };
  return data({ ...nothing, ...said, step: null }, 422);
}

async function planned(ctx: PersonContext, body: ImportBody, refusal: Refusal | null = null) {
  const plan = await planImport(ctx, body);
  if (!plan.ok) return refused(ctx, plan.refusal);
  const { importId, sheet, mapping } = body;
  const step = {
    importId,
    sheet: JSON.stringify(sheet),
    mapping,
    view: importView(ctx, sheet, mapping, plan.value),
  };
  const words = refusal && explain(ctx, refusal);
  return data({ ...nothing, words, step }, refusal ? statusOf(refusal.code) : 200);
}

export type Choices = ReturnType<typeof useLoaderData<typeof loader>>["choices"];
export type Step = NonNullable<
  NonNullable<ReturnType<typeof useActionData<typeof action>>>["step"]
>;

export default function Import() {
  const { frame, importId, zone, imports, choices } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const step = reply?.step ?? null;
  const isInError = reply && (reply.words !== null || Object.keys(reply.fields).length > 0);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={isInError ? reply : undefined}
        labels={{ file: "File" }}
        title="Nothing has come in yet"
      />
      <PageHeader
        title={step ? "Check what comes in" : "Bring in a past logbook"}
        crumbs={[{ label: "Logbook", to: "/logbook" }]}
        lead={
          step
            ? "Nothing is kept until you say so below."
            : "A CSV file from your last portfolio or a spreadsheet. You see what it comes to before anything is kept."
        }
      />
      {step ? (
        <Check step={step} choices={choices} />
      ) : (
        <Choose importId={importId} error={reply?.fields.file} />
      )}
      {!step && imports.length > 0 && <Past imports={imports} zone={zone} />}
    </PersonalPage>
  );
}

function Choose({ importId, error }: { importId: string; error: string | undefined }) {
  return (
    <Panel title="Choose the file">
      <Form method="post" encType="multipart/form-data" className="form" reloadDocument>
        <input type="hidden" name="importId" value={importId} />
        <TextField
          name="file"
          label="CSV file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          hint="Up to 5,000 rows and 10 MB, with the names of the columns in the first line."
          error={error}
          required
        />
        <p className="soft">
          Columns that could name a patient, such as a record number, a date of birth or free text,
          are left out unread. What comes in counts once a supervisor has confirmed it.
        </p>
        <div>
          <Button name="intent" value="file" icon="evidence">
            Read the file
          </Button>
        </div>
      </Form>
    </Panel>
  );
}

function Check({ step, choices }: { step: Step; choices: Choices }) {
  const { counts, questions } = step.view;
  const isOpen = questions.unanswered > 0 || (questions.ambiguous && !step.mapping.dateOrder);
  const brings = `Bring in ${counts.accepted} ${counts.accepted === 1 ? "case" : "cases"}`;
  return (
    <Form method="post" encType="multipart/form-data" className="stack" reloadDocument>
      <input type="hidden" name="importId" value={step.importId} />
      <input type="hidden" name="sheet" value={step.sheet} />
      <input type="hidden" name="mapping" value={JSON.stringify(step.mapping)} />
      <input type="hidden" name="planHash" value={step.view.planHash} />
      <ImportQuestions step={step} choices={choices} />
      <ImportPlanPanels view={step.view} />
      <ImportColumns step={step} choices={choices} />
      <p className="cluster">
        {isOpen ? (
          <Button name="intent" value="plan" icon="evidence">
            Show what it comes to now
          </Button>
        ) : (
          counts.accepted > 0 && (
            <Button name="intent" value="commit" icon="check">
              {brings}
            </Button>
          )
        )}
        {isOpen ? (
          counts.accepted > 0 && (
            <Button name="intent" value="commit" kind="secondary">
              {brings} and leave the rest
            </Button>
          )
        ) : (
          <Button name="intent" value="plan" kind="secondary">
            Read it again like this
          </Button>
        )}
        <ButtonLink to="/logbook/import" kind="quiet">
          Choose another file
        </ButtonLink>
      </p>
    </Form>
  );
}

type Past = ReturnType<typeof useLoaderData<typeof loader>>["imports"];

function Past({ imports, zone }: { imports: Past; zone: string }) {
  return (
    <Panel title="What you brought in before">
      <DataTable
        caption="Imports, latest first"
        hideCaption
        rows={imports}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "when",
            header: "When",
            heads: true,
            cell: (row) => (
              <a href={`/logbook/imports/${row.id}`}>
                <Moment at={row.importedAt} zone={zone} />
              </a>
            ),
          },
          { key: "total", header: "Cases", align: "number", cell: (row) => row.total },
          { key: "confirmed", header: "Confirmed", align: "number", cell: (row) => row.confirmed },
          { key: "withdrawn", header: "Withdrawn", align: "number", cell: (row) => row.withdrawn },
        ]}
      />
    </Panel>
  );
}
