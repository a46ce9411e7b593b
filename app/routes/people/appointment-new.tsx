import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, Select } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ValidityFields } from "#app/components/validity-fields.tsx";
import { unitPosts } from "#app/domain/people/posts.ts";
import { choicesOf } from "#app/http/choices.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showUnit } from "#app/operations/people/show-places.server.ts";
import {
  RecordAppointment,
  recordAppointment,
} from "#app/operations/roster/record-appointment.server.ts";

export const meta: MetaFunction = () => [{ title: "Appoint somebody · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit, persons } = orRefuse(
    ctx,
    args.request,
    await showUnit(ctx, args.params.unit ?? ""),
  );
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { id: unit.id, code: unit.code, name: unit.name, timeZone: unit.timeZone },
    people: persons.map(({ id, name }) => ({ value: id, label: name })),
    posts: choicesOf(ctx, "posts", unitPosts),
    today: today(ctx, unit.timeZone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordAppointment);
  if (!form.ok) return wrongFields(form);
  const done = await recordAppointment(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/admin/units/${args.params.unit}`);
}

export default function AppointmentNew() {
  const { frame, id, unit, people, posts, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Appoint somebody"
        lead="A post by itself opens nothing in the portal: give a role for that."
        crumbs={[
          { label: "Places", to: "/admin" },
          { label: unit.name, to: `/admin/units/${unit.code}` },
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="unitId" value={unit.id} />
        <RadioGroup
          name="post"
          label="Post"
          options={posts}
          value={typed.of("post")}
          error={reply?.fields.post}
          required
        />
        <Select
          name="personId"
          label="Person"
          options={people}
          empty="Choose a person"
          value={typed.of("personId")}
          error={reply?.fields.personId}
          required
        />
        <ValidityFields reply={reply} validFrom={today} timeZone={unit.timeZone} />
        <div>
          <Button>Appoint</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
