import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { ApplyPathway, applyPathway } from "#app/operations/signoff/apply-pathway.server.ts";
import { pathwayForm } from "#app/operations/signoff/list-pathways.server.ts";

export const meta: MetaFunction = () => [{ title: "Put somebody forward · Systole" }];

/** Rows of the form for observations; empty ones are left out. */
const observationRows = [0, 1, 2, 3] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const query = new URL(args.request.url).searchParams;
  const found = await pathwayForm(ctx, query.get("programme") ?? "", query.get("credential") ?? "");
  const asked = orRefuse(ctx, args.request, found);
  const ids = observationRows.map(() => uuidv7());
  return { frame: await frameFor(ctx, args.request), asked, id: uuidv7(), ids };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const sent = await args.request.formData();
  const form = parseFormData(sent, z.looseObject({ id: z.uuid() }));
  if (!form.ok) return wrongFields(form);
  const parsed = ApplyPathway.safeParse(applicationOf(sent));
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((each) => [fieldOf(each.path), "Fill this in as it is asked."]),
    );
    return data({ fields, words: null, typed: form.typed }, 422);
  }
  const applied = await applyPathway(ctx, parsed.data);
  if (!applied.ok) return refusedForm(ctx, applied.refusal, form.typed);
  return redirect("/pathway");
}

/** `cases.CIC-HEM-01` and `assessorName.0` put together again. */
function applicationOf(sent: FormData) {
  const text = (name: string) => String(sent.get(name) ?? "").trim();
  const cases = [...sent.keys()].filter((name) => name.startsWith("cases."));
  const rows = observationRows.filter((i) => text(`assessorName.${i}`) !== "");
  return {
    id: text("id"),
    personId: text("personId"),
    programmeId: text("programmeId"),
    credentialCode: text("credentialCode"),
    practiceYears: text("practiceYears"),
    unitHead: text("unitHead"),
    unitHeadLetterAt: text("unitHeadLetterAt"),
    caseCounts: cases.map((name) => ({ competency: name.slice(6), cases: text(name) })),
    observations: rows.map((i) => ({
      id: text(`observationId.${i}`),
      assessorName: text(`assessorName.${i}`),
      institution: text(`institution.${i}`),
      competency: text(`competency.${i}`),
      level: text(`level.${i}`),
      observedAt: text(`observedAt.${i}`),
    })),
  };
}

function fieldOf([first, index, last]: readonly PropertyKey[]): string {
  return first === "observations" && last ? `${String(last)}.${String(index)}` : String(first);
}

export default function PathwayNew() {
  const { frame, asked, id, ids } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const typed = typedIn(reply);
  const wrong = (name: string) => reply?.fields[name];
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="The application was not recorded" />
      <PageHeader
        title={`Put somebody forward for ${asked.credential.name}`}
        lead={`${asked.programme.name}. Asked: ${asked.years} years of practice, a case list, ${asked.observations} direct observations by ${asked.assessors} outside assessors, and a letter of the head of the unit.`}
        crumbs={[{ label: "Practice pathway", to: "/pathway" }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="programmeId" value={asked.programme.id} />
        <input type="hidden" name="credentialCode" value={asked.credential.code} />
        <Select
          name="personId"
          label="Who"
          empty="Choose a person"
          options={asked.people.map(({ id: value, name }) => ({ value, label: name }))}
          value={typed.of("personId")}
          error={wrong("personId")}
          required
        />
        <TextField
          name="practiceYears"
          label="Years of practice"
          type="number"
          min={0}
          max={60}
          width="short"
          unit="years"
          value={typed.of("practiceYears")}
          error={wrong("practiceYears")}
          required
        />
        <TextField
          name="unitHead"
          label="Head of the unit"
          value={typed.of("unitHead")}
          error={wrong("unitHead")}
          required
        />
        <TextField
          name="unitHeadLetterAt"
          label="Date of their letter"
          type="date"
          width="medium"
          value={typed.of("unitHeadLetterAt")}
          error={wrong("unitHeadLetterAt")}
          required
        />
        <Panel title="Case list">
          {asked.competencies.map(({ code, name, cases }) => (
            <TextField
              key={code}
              name={`cases.${code}`}
              label={name}
              hint={`${code}: at least ${cases}`}
              type="number"
              min={0}
              width="short"
              unit="cases"
              value={typed.of(`cases.${code}`, "0")}
              required
            />
          ))}
        </Panel>
        {ids.map((observationId, i) => (
          <Panel
            key={observationId}
            title={`Observation ${i + 1}${i >= asked.observations ? " (optional)" : ""}`}
          >
            <input
              type="hidden"
              name={`observationId.${i}`}
              value={typed.of(`observationId.${i}`, observationId)}
            />
            <TextField
              name={`assessorName.${i}`}
              label="Outside assessor"
              value={typed.of(`assessorName.${i}`)}
              error={wrong(`assessorName.${i}`)}
              required={false}
            />
            <TextField
              name={`institution.${i}`}
              label="Institution"
              value={typed.of(`institution.${i}`)}
              error={wrong(`institution.${i}`)}
              required={false}
            />
            <Select
              name={`competency.${i}`}
              label="What was observed"
              options={asked.competencies.map(({ code, name }) => ({ value: code, label: name }))}
              value={typed.of(`competency.${i}`)}
              error={wrong(`competency.${i}`)}
            />
            <TextField
              name={`level.${i}`}
              label="Entrustment level"
              type="number"
              min={1}
              max={5}
              width="short"
              value={typed.of(`level.${i}`)}
              error={wrong(`level.${i}`)}
              required={false}
            />
            <TextField
              name={`observedAt.${i}`}
              label="Date"
              type="date"
              width="medium"
              value={typed.of(`observedAt.${i}`)}
              error={wrong(`observedAt.${i}`)}
              required={false}
            />
          </Panel>
        ))}
        <div>
          <Button>Put forward</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
