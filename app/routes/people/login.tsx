import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { CeremonyFields } from "#app/components/prove-again.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { SignInFields } from "#app/components/sign-in-fields.tsx";
import { SendAgain } from "#app/components/signed-out.tsx";
import { say } from "#app/domain/copy.ts";
import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { contextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import {
  type FormReply,
  refusedForm,
  retryHeaders,
  wrongFields,
} from "#app/http/form-reply.server.ts";
import { readKept } from "#app/http/kept-form.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { pathWithin } from "#app/http/return-path.server.ts";
import { signIn, signInByPasskey, signOut } from "#app/http/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · Systole" }];
export const headers = retryHeaders;

const Entry = z.object({
  email: z.string().max(254),
  password: z.string().max(1_000),
  to: z.string().optional(),
});

/** The same form, answered by a passkey instead. */
const ByPasskey = z.object({
  ceremony: z.uuid({ error: "Your browser gave no passkey. Sign in with your password." }),
  assertion: z.string().min(2).max(20_000),
  to: z.string().optional(),
});

export async function loader(args: LoaderFunctionArgs) {
  const { house } = args.context;
  const to = pathWithin(new URL(args.request.url).searchParams.get("to"));
  const ctx = await contextFor(args);
  if (ctx.actor.kind === "person") throw redirect(to);
  const { demoPassword, demonstration } = house.settings;
  const accounts = demonstration && demoPassword ? demonstrationAccounts : [];
  return {
    frame: await publicFrame(args),
    to,
    password: demoPassword,
    accounts: accounts.map(({ email, role, does }) => ({
      email,
      role: say(house.content.copy, `roles.${role}`),
      does,
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { house, clientAddress } = context;
  const sent = await request.formData();
  const byPasskey = sent.get("way") === "passkey";
  const form = byPasskey ? parseFormData(sent, ByPasskey) : parseFormData(sent, Entry);
  // As long as it is: forms in general cut what is longer than a field.
  const kept = sent.get("kept");
  const typed = typeof kept === "string" ? { ...form.typed, kept } : form.typed;
  if (!form.ok) return wrongFields({ ...form, typed });
  const given = { ...form.value, address: clientAddress };
  const cookie = await ("email" in given ? signIn(house, given) : signInByPasskey(house, given));
  if (!cookie.ok) return refusedForm(house, cookie.refusal, typed);
  // Whoever was signed in before, in this browser, is so no longer.
  await signOut(house, request);
  const to = pathWithin(form.value.to ?? null);
  const headers = { "Set-Cookie": cookie.value };
  const fields = to === form.value.to ? readKept(typed.kept) : null;
  if (!fields) return redirect(to, { headers });
  const as = "email" in given ? given.email : "the person of your passkey";
  return data({ again: { to, fields, as } }, { headers });
}

export default function Login() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (reply && "again" in reply) {
    return (
      // The session has begun with this answer.
      <PublicPage {...frame} signedIn>
        <div className="stack" data-gap="large">
          <PageHeader title="Send what you typed" lead="Nothing of it was sent yet." />
          <SendAgain {...reply.again} />
        </div>
      </PublicPage>
    );
  }
  return (
    <PublicPage {...frame}>
      <div className="stack" data-gap="large">
        <SignIn reply={reply} {...page} />
      </div>
    </PublicPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function SignIn({ to, accounts, password, reply }: Page & { reply: FormReply | undefined }) {
  const typed = typedIn(reply);
  const kept = typed.of("kept");
  return (
    <>
      <FormErrors reply={reply} title="You are not signed in yet" />
      <PageHeader title="Sign in" lead="With the address you were invited by." />
      {kept && <Notice kind="info">What you typed is kept until you are signed in.</Notice>}
      {/* What is kept goes with a whole page: nothing may answer before the new session is there. */}
      <Form method="post" className="form" reloadDocument={kept !== undefined}>
        <input type="hidden" name="to" value={typed.of("to", to)} />
        {kept && <input type="hidden" name="kept" value={kept} />}
        <SignInFields email={typed.of("email")} errors={reply?.fields} />
        <div>
          <Button>Sign in</Button>
        </div>
      </Form>
      <Form method="post" className="passkey-only" data-passkey="sign_in" reloadDocument>
        <input type="hidden" name="way" value="passkey" />
        <input type="hidden" name="to" value={typed.of("to", to)} />
        {kept && <input type="hidden" name="kept" value={kept} />}
        <CeremonyFields cancelled="No passkey was used, so you are not signed in yet." />
        <Button kind="secondary">Use a passkey</Button>
      </Form>
      <p className="soft">
        No password yet, or lost it? Ask your administrator for a new link to join.
      </p>
      {accounts.length > 0 && <DemonstrationAccounts accounts={accounts} password={password} />}
    </>
  );
}

type Account = { readonly email: string; readonly role: string; readonly does: string };

function DemonstrationAccounts({
  accounts,
  password,
}: {
  accounts: readonly Account[];
  password: string | null;
}) {
  return (
    <Panel
      title="Sign-ins of the demonstration"
      lead={
        <>
          All of them have the password <span className="code">{password}</span>
        </>
      }
    >
      <DataTable
        caption="Addresses and roles"
        hideCaption
        rows={accounts}
        rowKey={(row) => row.email}
        columns={[
          {
            key: "email",
            header: "Address",
            heads: true,
            cell: (row) => <span className="code">{row.email}</span>,
          },
          { key: "role", header: "Role", cell: (row) => row.role },
          { key: "does", header: "To try", cell: (row) => row.does },
        ]}
      />
    </Panel>
  );
}
