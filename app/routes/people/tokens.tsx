import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { scopeWords } from "#app/http/token-scopes.server.ts";
import {
  RevokeToken,
  revokeToken,
  showTokens,
} from "#app/operations/people/revoke-token.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Tokens · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const tokens = orRefuse(ctx, args.request, await showTokens(ctx));
  const { units } = orRefuse(ctx, args.request, await showPlaces(ctx));
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? id;
  return {
    frame: await frameFor(ctx, args.request),
    tokens: tokens.map((token) => ({
      id: token.id,
      name: token.name,
      scopes: token.scopes.map((scope) => scopeWords(ctx, scope)),
      units: token.unitIds?.map(unitName) ?? ["Every unit"],
      expires: dayWords(token.expiresAt, "UTC"),
      lastUsed: token.lastUsedAt === null ? "Never" : momentWords(token.lastUsedAt, "UTC"),
      state:
        token.revokedAt !== null
          ? ("Revoked" as const)
          : token.expiresAt <= ctx.now
            ? ("Expired" as const)
            : ("Works" as const),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RevokeToken);
  if (!form.ok) return wrongFields(form);
  const done = await revokeToken(ctx, form.value);
  return done.ok ? redirect("/admin/tokens") : refusedForm(ctx, done.refusal, form.typed);
}

type Token = ReturnType<typeof useLoaderData<typeof loader>>["tokens"][number];

export default function Tokens() {
  const { frame, tokens } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const issue = (
    <ButtonLink to="/admin/tokens/new" icon="plus">
      Issue a token
    </ButtonLink>
  );
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Tokens"
        lead="Each lets one system in, for what it is scoped to, until it expires or is revoked."
        actions={tokens.length > 0 ? issue : undefined}
      />
      {tokens.length === 0 ? (
        <EmptyState title="No system is connected" icon="settings" action={issue}>
          A roster system needs a token to publish rosters and to ask who is on shift.
        </EmptyState>
      ) : (
        <TokenTable tokens={tokens} />
      )}
    </PersonalPage>
  );
}

function TokenTable({ tokens }: { tokens: readonly Token[] }) {
  return (
    <DataTable
      caption="Tokens"
      hideCaption
      rows={tokens}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", header: "System", heads: true, cell: (row) => row.name },
        { key: "state", header: "State", cell: (row) => row.state },
        { key: "scopes", header: "May", cell: (row) => row.scopes.join("; ") },
        { key: "units", header: "Units", cell: (row) => row.units.join(", ") },
        { key: "expires", header: "Expires", cell: (row) => row.expires },
        { key: "used", header: "Last used", cell: (row) => row.lastUsed },
        {
          key: "revoke",
          header: "Change",
          cell: (row) =>
            row.state === "Works" && (
              <Form method="post">
                <input type="hidden" name="id" value={row.id} />
                <Button kind="destroy" aria-label={`Revoke the token of ${row.name}`}>
                  Revoke
                </Button>
              </Form>
            ),
        },
      ]}
    />
  );
}
