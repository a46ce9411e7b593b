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
import { RoleFields } from "#app/components/role-fields.tsx";
import { roles } from "#app/domain/people/roles.ts";
import { choicesOf, placeChoices } from "#app/http/choices.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { grantWish, roleFields } from "#app/http/role-form.server.ts";
import { InvitePerson, invitePerson } from "#app/operations/people/invite-person.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Invite somebody · Systole" }];

const Invitation = InvitePerson.omit({ grants: true }).extend(roleFields);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const places = orRefuse(ctx, args.request, await showPlaces(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    grantId: uuidv7(),
    roles: choicesOf(ctx, "roles", roles),
    places: placeChoices(places),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Invitation);
  if (!form.ok) return wrongFields(form);
  const { grantId, role, place, ...person } = form.value;
  const grants = [grantWish({ grantId, role, place })];
  const invited = await invitePerson(ctx, { ...person, grants });
  if (!invited.ok) return refusedForm(ctx, invited.refusal, form.typed);
  return redirect(`/admin/people/${invited.value.personId}?invited=1`);
}

export default function PersonNew() {
  const { frame, id, grantId, roles, places } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const text = (name: string) => ({ name, value: typed.of(name), error: reply?.fields[name] });
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Invite somebody"
        lead="They get a link by mail, choose a password, and are in. The link works once, for 7 days."
        crumbs={[{ label: "People", to: "/admin/people" }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="grantId" value={typed.of("grantId", grantId)} />
        <TextField
          {...text("name")}
          label="Name"
          hint="As it is to stand on credentials and boards."
          required
        />
        <TextField
          {...text("email")}
          label="E-mail address"
          hint="Leave it empty for somebody who is rostered but never signs in."
          type="email"
          width="medium"
          required={false}
        />
        <TextField
          {...text("phone")}
          label="Telephone"
          type="tel"
          width="medium"
          required={false}
        />
        <RoleFields roles={roles} places={places} reply={reply} />
        <div>
          <Button>Invite</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
