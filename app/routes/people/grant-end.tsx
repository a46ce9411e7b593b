import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { grantLines, personOf } from "#app/http/people.server.ts";
import { EndGrant, endGrant } from "#app/operations/people/end-grant.server.ts";

export const meta: MetaFunction = () => [{ title: "End a role · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown } = await personOf(args);
  const grant = grantLines(ctx, shown).find((each) => each.id === args.params.grant);
  if (!grant) throw notFound(ctx, args.request);
  return {
    frame: await frameFor(ctx, args.request),
    person: { id: shown.person.id, name: shown.person.name },
    grant: { id: grant.id, role: grant.role, place: grant.place },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, EndGrant);
  if (!form.ok) return wrongFields(form);
  const ended = await endGrant(ctx, form.value);
  if (!ended.ok) return refusedForm(ctx, ended.refusal, form.typed);
  return redirect(`/admin/people/${ended.value.personId}`);
}

export default function GrantEnd() {
  const { frame, person, grant } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = `/admin/people/${person.id}`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`End a role of ${person.name}`}
        lead={`${grant.role}, ${grant.place}. It ends at once: the next page they open is without it.`}
        crumbs={[
          { label: "People", to: "/admin/people" },
          { label: person.name, to: back },
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="grantId" value={grant.id} />
        <TextArea
          name="reason"
          label="Reason"
          hint="It stays in the record."
          maxLength={500}
          value={typedIn(reply).of("reason")}
          error={reply?.fields.reason}
          required
        />
        <div className="cluster">
          <Button kind="destroy">End the role</Button>
          <ButtonLink kind="quiet" to={back}>
            Leave it as it is
          </ButtonLink>
        </div>
      </Form>
    </PersonalPage>
  );
}
