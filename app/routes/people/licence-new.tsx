import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ValidityFields } from "#app/components/validity-fields.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { daysOf, today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf, personPath, replacedIn } from "#app/http/people.server.ts";
import { RecordLicence, recordLicence } from "#app/operations/people/record-licence.server.ts";

export const meta: MetaFunction = () => [{ title: "Record a licence · Systole" }];

/** A new licence, or with `?replaces=` a new check of one that is recorded. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown, back } = await personOf(args);
  const before = replacedIn(ctx, args.request, shown.licences);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    person: { id: shown.person.id, name: shown.person.name },
    zone: shown.zone,
    before: before && {
      id: before.id,
      jurisdiction: before.jurisdiction,
      number: before.number,
      source: before.source,
    },
    days: before ? daysOf(before.during, shown.zone) : { validFrom: today(ctx, shown.zone) },
    back,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordLicence);
  if (!form.ok) return wrongFields(form);
  const done = await recordLicence(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(personPath(ctx, form.value.personId));
}

export default function LicenceNew() {
  const { frame, id, person, zone, before, days, back } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const text = (name: string, otherwise?: string) => ({
    name,
    value: typed.of(name, otherwise),
    error: reply?.fields[name],
    required: true,
  });
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={before ? "Check a licence again" : "Record a licence"}
        lead={`Of ${person.name}, as you looked it up just now. Your name and this moment are kept with it.`}
        crumbs={[{ label: person.name, to: back }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="personId" value={person.id} />
        {before && <input type="hidden" name="supersedes" value={before.id} />}
        <TextField
          {...text("jurisdiction", before?.jurisdiction)}
          label="Jurisdiction"
          hint="Its two letters, such as DE or US-NY."
          width="short"
          code
        />
        <TextField {...text("number", before?.number)} label="Number" width="medium" code />
        <TextField
          {...text("source", before?.source)}
          label="Source"
          hint="Where you looked it up: the register's name or address."
        />
        <RadioGroup
          {...text("outcome")}
          label="What you found"
          options={[
            { value: "verified", label: "The licence is as written here" },
            {
              value: "unreadable",
              label: "The register could not be read",
              hint: "Answers that rest on it become unknown until it is checked.",
            },
          ]}
        />
        <ValidityFields reply={reply} {...days} timeZone={zone} />
        <div>
          <Button>Record it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
