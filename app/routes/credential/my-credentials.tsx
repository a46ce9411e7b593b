import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { type State, StateMark } from "#app/components/state-mark.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { myCredentials } from "#app/operations/credential/show-credential.server.ts";

export const meta: MetaFunction = () => [{ title: "Your credentials · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const credentials = orRefuse(ctx, args.request, await myCredentials(ctx));
  return { frame: await frameFor(ctx, args.request), credentials };
}

export default function MyCredentials() {
  const { frame, credentials } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Your credentials"
        lead="Each has a public page that you can show to anybody. Whoever scans it sees whether it counts at that moment."
      />
      {credentials.length === 0 ? (
        <EmptyState title="No credential yet" icon="credential">
          When a director has signed you off, the credential appears here.
        </EmptyState>
      ) : (
        <DataTable
          caption="Your credentials"
          hideCaption
          rows={credentials}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "name",
              header: "Credential",
              heads: true,
              cell: (row) =>
                row.issued ? (
                  <a href={`/credentials/${row.id}`}>
                    {row.name} ({row.code})
                  </a>
                ) : (
                  `${row.name} (${row.code})`
                ),
            },
            { key: "by", header: "Attested by", cell: (row) => row.programme },
            {
              key: "state",
              header: "State",
              cell: (row) => <StateMark state={(row.standing?.state ?? "prepared") as State} />,
            },
            {
              key: "until",
              header: "Valid until",
              cell: (row) => dayWords(row.validUntil, row.timeZone),
            },
            {
              key: "vc",
              header: "Document",
              cell: (row) =>
                row.issued ? <a href={`/credentials/${row.id}/vc`}>Signed credential</a> : "",
            },
          ]}
        />
      )}
    </PersonalPage>
  );
}
