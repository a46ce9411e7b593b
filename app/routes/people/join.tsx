import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { Moment } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { passwordLength } from "#app/domain/people/password-length.ts";
import { NewPassword } from "#app/domain/people/password-rule.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { refused } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { startSession } from "#app/http/session.server.ts";
import {
  acceptInvitation,
  readInvitation,
} from "#app/operations/people/accept-invitation.server.ts";

export const meta: MetaFunction = () => [
  { title: "Join Systole" },
  // The link is a key: no other site is told it. The form needs its own origin, so not "no-referrer".
  { name: "referrer", content: "same-origin" },
];

/** Asked for twice, since it cannot be read back while it is typed. */
const Join = z
  .object({ newPassword: NewPassword, repeatedPassword: z.string() })
  .refine((form) => form.newPassword === form.repeatedPassword, {
    message: "The two are not the same.",
    path: ["repeatedPassword"],
  });

export async function loader(args: LoaderFunctionArgs) {
  const { house, requestId } = args.context;
  const invitation = await readInvitation(house, args.params.token ?? "");
  if (!invitation.ok && invitation.refusal.code === "record_away")
    throw refused(house.content, args.request, invitation.refusal, requestId);
  const open = invitation.ok ? invitation.value : null;
  return {
    frame: { ...(await publicFrame(args)), path: "/join" },
    invitation: open && { name: open.name, email: open.email, expiresAt: open.expiresAt },
  };
}

export async function action({ request, context: { house }, params }: ActionFunctionArgs) {
  const form = await parseForm(request, Join);
  if (!form.ok) return wrongFields(form);
  const { newPassword } = form.value;
  const accepted = await acceptInvitation(house, {
    token: params.token ?? "",
    password: newPassword,
  });
  if (!accepted.ok) return refusedForm(house, accepted.refusal, form.typed);
  const cookie = await startSession(house, accepted.value, { endOthers: true });
  return redirect("/home", { headers: { "Set-Cookie": cookie } });
}

export default function JoinPage() {
  const { frame, invitation } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PublicPage {...frame}>
      <div className="stack" data-gap="large">
        <FormErrors reply={reply} title="Your password is not set yet" />
        <PageHeader
          title={invitation ? `Welcome, ${invitation.name}` : "This link does not work any longer"}
          lead={invitation ? "Choose a password, and you are in." : undefined}
        />
        {invitation ? (
          <JoinForm invitation={invitation} fields={reply?.fields ?? {}} />
        ) : (
          <Notice kind="warn">
            A link to join works once, for 7 days. Ask whoever invited you for a new one. If you
            have joined already, <a href="/login">sign in</a>.
          </Notice>
        )}
      </div>
    </PublicPage>
  );
}

function JoinForm({
  invitation,
  fields,
}: {
  invitation: { readonly email: string | null; readonly expiresAt: number };
  fields: Readonly<Record<string, string>>;
}) {
  return (
    <Form method="post" className="form">
      <TextField
        name="email"
        label="E-mail address"
        hint="You sign in with it."
        value={invitation.email ?? ""}
        autoComplete="username"
        width="medium"
        readOnly
      />
      <TextField
        name="newPassword"
        label="New password"
        hint={`At least ${passwordLength.least} characters, of any kind. A few words together do well.`}
        type="password"
        autoComplete="new-password"
        width="medium"
        error={fields.newPassword}
        required
      />
      <TextField
        name="repeatedPassword"
        label="The same again"
        type="password"
        autoComplete="new-password"
        width="medium"
        error={fields.repeatedPassword}
        required
      />
      <p className="soft">
        This link works until <Moment at={invitation.expiresAt} zone="UTC" />.
      </p>
      <div>
        <Button>Join</Button>
      </div>
    </Form>
  );
}
