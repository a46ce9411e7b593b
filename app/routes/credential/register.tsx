import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { type State, StateMark } from "#app/components/state-mark.tsx";
import { contextFor } from "#app/http/context.server.ts";
import { retryHeaders } from "#app/http/form-reply.server.ts";
import { explain, refusalHeaders, statusOf } from "#app/http/problem.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import {
  type RegisterEntry,
  SearchRegister,
  searchRegister,
} from "#app/operations/credential/search-register.server.ts";

export const meta: MetaFunction = () => [{ title: "Who holds which credential · Systole" }];
export const headers = retryHeaders;

type Found = { readonly entries: readonly RegisterEntry[] | null; readonly words: string | null };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const query = new URL(args.request.url).searchParams;
  const asked = { credential: query.get("credential") ?? "", name: query.get("name") ?? "" };
  const credentials = ctx.content.current.credentials.map(({ code, name }) => ({ code, name }));
  const page = { frame: await publicFrame(args), asked, credentials };
  const reply = (found: Found, status = 200, headers = {}) =>
    data({ ...page, ...found }, { status, headers });
  if (!query.has("credential") && !query.has("name")) return reply({ entries: null, words: null });
  const parsed = SearchRegister.safeParse(asked);
  if (!parsed.success) {
    return reply({ entries: null, words: explain(ctx, { code: "search_too_short" }) }, 422);
  }
  const found = await searchRegister(ctx, parsed.data, args.context.clientAddress);
  if (found.ok) return reply({ entries: found.value, words: null });
  const { refusal } = found;
  const none = { entries: null, words: explain(ctx, refusal) };
  return reply(none, statusOf(refusal.code), refusalHeaders(refusal));
}

export default function Register() {
  const { frame, asked, credentials, entries, words } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <div className="stack" data-gap="large">
        <PageHeader
          title="Register"
          lead="Who holds which programme-attested credential, and whether it counts today."
        />
        <form method="get" className="form">
          <TextField
            name="name"
            label="Name"
            hint="At least two letters."
            value={asked.name}
            required={false}
            autoComplete="off"
          />
          <Select
            name="credential"
            label="Credential"
            empty="Any credential"
            options={credentials.map(({ code, name }) => ({
              value: code,
              label: `${name} (${code})`,
            }))}
            value={asked.credential}
          />
          <div>
            <Button icon="register">Search</Button>
          </div>
        </form>
        {words && <Notice kind="warn">{words}</Notice>}
        {entries && (
          <DataTable
            caption={`${entries.length} ${entries.length === 1 ? "credential" : "credentials"}`}
            rows={entries}
            rowKey={(row) => row.id}
            empty="Nothing found. A credential that expired and was not renewed is no longer listed."
            columns={[
              { key: "name", header: "Name", heads: true, cell: (row) => row.name },
              {
                key: "registration",
                header: "Registration",
                cell: (row) => <span className="code">{row.registration ?? ""}</span>,
              },
              {
                key: "credential",
                header: "Credential",
                cell: (row) => <a href={`/credentials/${row.id}`}>{row.credential}</a>,
              },
              {
                key: "state",
                header: "State",
                cell: (row) => (
                  <span>
                    <StateMark state={row.state as State} />
                    {row.lacks.length > 0 && ` It lacks ${row.lacks.join(", ")}.`}
                  </span>
                ),
              },
              {
                key: "until",
                header: "Valid until",
                cell: (row) => dayWords(row.validUntil, row.timeZone),
              },
            ]}
          />
        )}
      </div>
    </PublicPage>
  );
}
