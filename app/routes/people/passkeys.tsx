import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { CeremonyFields } from "#app/components/prove-again.tsx";
import { PasskeyName } from "#app/domain/people/passkey.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { enrolPasskey } from "#app/operations/people/passkeys/enrol-passkey.server.ts";
import { listPasskeys } from "#app/operations/people/passkeys/list-passkeys.server.ts";

export const meta: MetaFunction = () => [{ title: "Your passkeys · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const passkeys = orRefuse(ctx, args.request, await listPasskeys(ctx));
  return { frame: await frameFor(ctx, args.request), passkeys };
}

const Sent = z.object({
  name: PasskeyName,
  password: z.string().min(1).max(1_000),
  ceremony: z.uuid({ error: "Your browser gave no passkey. Use one with scripts and passkeys." }),
  assertion: z.string().min(2).max(20_000),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const made = await enrolPasskey(ctx, form.value);
  return made.ok ? redirect("/passkeys") : refusedForm(ctx, made.refusal, form.typed);
}

export default function Passkeys() {
  const { frame, passkeys } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="No passkey was added"
        labels={{ name: "Name", password: "Your password" }}
      />
      <PageHeader
        title="Your passkeys"
        lead="A passkey signs you in by your finger, face or PIN, and signs what you sign here. Once you have one, signatures are confirmed by it and by no password."
      />
      <DataTable
        caption="Your passkeys"
        rows={passkeys}
        rowKey={(row) => row.id}
        empty="You have none yet. Signatures are confirmed by your password."
        columns={[
          { key: "name", header: "Name", heads: true, cell: (row) => row.name },
          { key: "added", header: "Added", cell: (row) => dayWords(row.createdAt, "UTC") },
          {
            key: "used",
            header: "Last used",
            cell: (row) => (row.lastUsedAt ? momentWords(row.lastUsedAt, "UTC") : "Never"),
          },
          {
            key: "remove",
            header: "Change",
            cell: (row) => (
              <a href={`/passkeys/remove?passkey=${encodeURIComponent(row.id)}`}>
                Remove {row.name}
              </a>
            ),
          },
        ]}
      />
      <AddForm key={passkeys.length} reply={reply} />
    </PersonalPage>
  );
}

function AddForm({ reply }: { reply: Reply | undefined }) {
  const typed = typedIn(reply);
  return (
    <Panel title="Add a passkey" lead="On this device, on your phone, or on a security key.">
      <noscript>
        <p>Adding a passkey needs scripts, which are turned off in this browser.</p>
      </noscript>
      <Form method="post" className="form" data-passkey="enrol">
        <TextField
          name="name"
          label="Name"
          hint="So that you know it again, such as the device it is on."
          width="medium"
          value={typed.of("name")}
          error={reply?.fields.name}
          maxLength={60}
          required
        />
        <TextField
          name="password"
          label="Your password"
          hint="So that nobody adds theirs at a screen that you left open."
          type="password"
          autoComplete="current-password"
          width="medium"
          error={reply?.fields.password}
          required
        />
        <CeremonyFields cancelled="No passkey was made, so none was added. You can try again. One that is on this device already cannot be added twice." />
        <div className="cluster">
          <Button icon="plus">Add a passkey</Button>
          <ButtonLink to="/home" kind="quiet">
            Not now
          </ButtonLink>
        </div>
      </Form>
    </Panel>
  );
}
