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
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { RoleFields } from "#app/components/role-fields.tsx";
import { roles } from "#app/domain/people/roles.ts";
import { choicesOf, placeChoices } from "#app/http/choices.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf } from "#app/http/people.server.ts";
import { grantWish, roleFields } from "#app/http/role-form.server.ts";
import { giveGrant } from "#app/operations/people/give-grant.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Give a role · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown } = await personOf(args);
  const places = orRefuse(ctx, args.request, await showPlaces(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    grantId: uuidv7(),
    person: { id: shown.person.id, name: shown.person.name },
    roles: choicesOf(ctx, "roles", roles),
    places: placeChoices(places),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, z.object(roleFields));
  if (!form.ok) return wrongFields(form);
  const personId = args.params.person ?? "";
  const given = await giveGrant(ctx, { personId, grant: grantWish(form.value) });
  if (!given.ok) return refusedForm(ctx, given.refusal, form.typed);
  return redirect(`/admin/people/${personId}`);
}

export default function GrantNew() {
  const { frame, grantId, person, roles, places } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`Give ${person.name} a role`}
        lead="It holds from now on, until somebody ends it."
        crumbs={[
          { label: "People", to: "/admin/people" },
          { label: person.name, to: `/admin/people/${person.id}` },
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="grantId" value={typedIn(reply).of("grantId", grantId)} />
        <RoleFields roles={roles} places={places} reply={reply} />
        <div>
          <Button>Give the role</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
