import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listPasskeys } from "#app/operations/people/passkeys/list-passkeys.server.ts";
import { removePasskey } from "#app/operations/people/passkeys/remove-passkey.server.ts";

export const meta: MetaFunction = () => [{ title: "Remove a passkey · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const passkeys = orRefuse(ctx, args.request, await listPasskeys(ctx));
  const id = new URL(args.request.url).searchParams.get("passkey");
  const found = passkeys.find((each) => each.id === id);
  if (!found) throw notFound(ctx, args.request);
  const { name } = found;
  return { frame: await frameFor(ctx, args.request), id, name, isLast: passkeys.length === 1 };
}

const Sent = z.object({
  passkey: z.string().min(1).max(1_400),
  password: z.string().min(1).max(1_000),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { passkey: id, password } = form.value;
  const removed = await removePasskey(ctx, { id, password });
  return removed.ok ? redirect("/passkeys") : refusedForm(ctx, removed.refusal, form.typed);
}

export default function PasskeyRemove() {
  const { frame, id, name, isLast } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const after = isLast
    ? "It is your only one: signatures are confirmed by your password afterwards."
    : "It signs you in and signs no longer.";
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="The passkey was not removed"
        labels={{ password: "Your password" }}
      />
      <PageHeader
        title={`Remove ${name}`}
        lead={`${after} What you signed with it stands and can still be verified.`}
        crumbs={[{ label: "Your passkeys", to: "/passkeys" }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="passkey" value={id ?? ""} />
        <TextField
          name="password"
          label="Your password"
          type="password"
          autoComplete="current-password"
          width="medium"
          error={reply?.fields.password}
          required
        />
        <div className="cluster">
          <Button kind="destroy">Remove it</Button>
          <ButtonLink to="/passkeys" kind="quiet">
            Keep it
          </ButtonLink>
        </div>
      </Form>
    </PersonalPage>
  );
}
