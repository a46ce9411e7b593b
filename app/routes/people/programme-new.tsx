import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  CreateProgramme,
  createProgramme,
} from "#app/operations/people/create-programme.server.ts";
import { usualZone } from "#app/operations/people/scope-names.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Add a programme · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const places = orRefuse(ctx, args.request, await showPlaces(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    organisations: places.organisations.map(({ id, name }) => ({ value: id, label: name })),
    releases: [...ctx.content.releases.values()]
      .filter(({ status }) => status === "released")
      .map(({ version, title }) => ({
        value: version,
        label: `${version}, ${title}`,
      })),
    release: ctx.content.current.version,
    zone: usualZone(places),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CreateProgramme);
  if (!form.ok) return wrongFields(form);
  const created = await createProgramme(ctx, form.value);
  return created.ok ? redirect("/admin") : refusedForm(ctx, created.refusal, form.typed);
}

export default function ProgrammeNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader title="Add a programme" crumbs={[{ label: "Places", to: "/admin" }]} />
      <Fields {...page} reply={reply} />
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Reply = ReturnType<typeof useActionData<typeof action>>;

function Fields({ id, organisations, releases, release, zone, reply }: Page & { reply: Reply }) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <Select
        name="organisationId"
        label="Organisation"
        options={organisations}
        empty="Choose an organisation"
        value={typed.of("organisationId", organisations[0]?.value)}
        error={errors.organisationId}
        required
      />
      <TextField name="name" label="Name" value={typed.of("name")} error={errors.name} required />
      <TextField
        name="code"
        label="Code"
        hint="Short, for addresses and files: small letters, digits, hyphens. It never changes."
        width="medium"
        code
        value={typed.of("code")}
        error={errors.code}
        required
      />
      <Select
        name="release"
        label="Curriculum of new fellows"
        options={releases}
        value={typed.of("release", release)}
        error={errors.release}
        required
      />
      <TextField
        name="timeZone"
        label="Time zone"
        hint="Such as Europe/Berlin."
        width="medium"
        value={typed.of("timeZone", zone)}
        error={errors.timeZone}
        required
      />
      <div>
        <Button>Add the programme</Button>
      </div>
    </Form>
  );
}
