import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ValidityFields } from "#app/components/validity-fields.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf, personPath } from "#app/http/people.server.ts";
import {
  RecordRegistration,
  recordRegistration,
} from "#app/operations/people/record-registration.server.ts";

export const meta: MetaFunction = () => [{ title: "Record a registration · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown, back } = await personOf(args);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    person: { id: shown.person.id, name: shown.person.name },
    zone: shown.zone,
    today: today(ctx, shown.zone),
    back,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordRegistration);
  if (!form.ok) return wrongFields(form);
  const done = await recordRegistration(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(personPath(ctx, form.value.personId));
}

export default function RegistrationNew() {
  const { frame, id, person, zone, today, back } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const text = (name: string) => ({ name, value: typed.of(name), error: reply?.fields[name] });
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Record a registration"
        lead={`The number by which rosters know ${person.name}.`}
        crumbs={[{ label: person.name, to: back }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="personId" value={person.id} />
        <TextField
          {...text("authority")}
          label="Authority"
          hint="Its short name in capitals, such as GMC."
          width="short"
          code
          required
        />
        <TextField {...text("number")} label="Number" width="medium" code required />
        <ValidityFields reply={reply} validFrom={today} timeZone={zone} />
        <div>
          <Button>Record it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
