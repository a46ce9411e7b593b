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
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  CreateOrganisation,
  createOrganisation,
} from "#app/operations/people/create-organisation.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Add an organisation · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  orRefuse(ctx, args.request, await showPlaces(ctx));
  return { frame: await frameFor(ctx, args.request), id: uuidv7() };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CreateOrganisation);
  if (!form.ok) return wrongFields(form);
  const created = await createOrganisation(ctx, form.value);
  return created.ok ? redirect("/admin") : refusedForm(ctx, created.refusal, form.typed);
}

export default function OrganisationNew() {
  const { frame, id } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader title="Add an organisation" crumbs={[{ label: "Places", to: "/admin" }]} />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <TextField
          name="name"
          label="Name"
          value={typed.of("name")}
          error={reply?.fields.name}
          required
        />
        <TextField
          name="code"
          label="Code"
          hint="Short, for addresses and files: small letters, digits, hyphens. It never changes."
          width="medium"
          code
          value={typed.of("code")}
          error={reply?.fields.code}
          required
        />
        <div>
          <Button>Add the organisation</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
