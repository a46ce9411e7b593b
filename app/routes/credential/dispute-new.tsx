import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  DisputeStanding,
  disputeStanding,
} from "#app/operations/credential/dispute-standing.server.ts";
import { myStanding } from "#app/operations/credential/my-standing.server.ts";

export const meta: MetaFunction = () => [{ title: "Dispute what stands about you · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const standing = orRefuse(ctx, args.request, await myStanding(ctx));
  const held = standing.held.find((each) => each.id === args.params.id);
  const licence = standing.licences.find((each) => each.id === args.params.id);
  const name = held?.name ?? (licence && `Licence in ${licence.jurisdiction}`);
  if (!name) throw notFound(ctx, args.request);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    aboutId: args.params.id ?? "",
    name,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, DisputeStanding);
  if (!form.ok) return wrongFields(form);
  const done = await disputeStanding(ctx, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect("/my/credentials?done=disputed");
}

export default function DisputeNew() {
  const { frame, id, aboutId, name } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was recorded yet"
        labels={{ text: "What is wrong" }}
      />
      <PageHeader
        title={`Dispute: ${name}`}
        crumbs={[{ label: "Your standing", to: "/my/credentials" }]}
        lead="It changes nothing by itself. A registrar reads it and answers with a reason, which you see here."
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="aboutId" value={aboutId} />
        <TextArea
          name="text"
          label="What is wrong"
          hint="What should stand there instead, and where that can be seen. Nothing about patients."
          value={typed.of("text")}
          error={reply?.fields.text}
          maxLength={2000}
          required
        />
        <p className="cluster">
          <Button>Send it to the registrars</Button>
          <ButtonLink kind="quiet" to="/my/credentials">
            Go back
          </ButtonLink>
        </p>
      </Form>
    </PersonalPage>
  );
}
