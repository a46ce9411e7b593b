import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { say } from "#app/domain/copy.ts";
import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { contextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, retryHeaders, wrongFields } from "#app/http/form-reply.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import { pathWithin } from "#app/http/return-path.server.ts";
import { signIn, signOut } from "#app/http/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · Systole" }];
export const headers = retryHeaders;

const SignIn = z.object({
  email: z.string().max(254),
  password: z.string().max(1_000),
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
  const form = await parseForm(request, SignIn);
  if (!form.ok) return wrongFields(form);
  const { email, password, to } = form.value;
  const cookie = await signIn(house, { email, password, address: clientAddress });
  if (!cookie.ok) return refusedForm(house, cookie.refusal, form.typed);
  // Whoever was signed in before, in this browser, is so no longer.
  await signOut(house, request);
  return redirect(pathWithin(to ?? null), { headers: { "Set-Cookie": cookie.value } });
}

export default function Login() {
  const { frame, to, accounts, password } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PublicPage {...frame}>
      <div className="stack" data-gap="large">
        <FormErrors reply={reply} title="You are not signed in yet" />
        <PageHeader title="Sign in" lead="With the address you were invited by." />
        <Form method="post" className="form">
          <input type="hidden" name="to" value={typed.of("to", to)} />
          <TextField
            name="email"
            label="E-mail address"
            type="email"
            autoComplete="username"
            spellCheck={false}
            width="medium"
            value={typed.of("email")}
            error={reply?.fields.email}
            required
          />
          <TextField
            name="password"
            label="Password"
            type="password"
            autoComplete="current-password"
            width="medium"
            error={reply?.fields.password}
            required
          />
          <div>
            <Button>Sign in</Button>
          </div>
        </Form>
        <p className="soft">
          No password yet, or lost it? Ask your administrator for a new link to join.
        </p>
        {accounts.length > 0 && <DemonstrationAccounts accounts={accounts} password={password} />}
      </div>
    </PublicPage>
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
