import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Select } from "#app/components/field.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listPathways } from "#app/operations/signoff/list-pathways.server.ts";

export const meta: MetaFunction = () => [{ title: "Practice pathway · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listPathways(ctx));
  const credentials = ctx.content.current.credentials.map(({ code, name }) => ({ code, name }));
  return { frame: await frameFor(ctx, args.request), ...found, credentials };
}

export default function Pathways() {
  const { frame, pathways, programmes, credentials } = useLoaderData<typeof loader>();
  const open = programmes.filter((each) => each.open);
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Practice pathway"
        lead="Senior people can earn a first credential on evidence of practice while a programme is young. Committee and director decide as for everybody else."
        crumbs={[{ label: "Sign-off", to: "/signoff" }]}
      />
      {open.length > 0 && (
        <Panel title="Put somebody forward">
          <form method="get" action="/pathway/new" className="form">
            <Select
              name="programme"
              label="Programme"
              options={open.map((each) => ({
                value: each.id,
                label: `${each.name}, open until ${dayWords(each.closesAt, each.timeZone)}`,
              }))}
            />
            <Select
              name="credential"
              label="Credential"
              options={credentials.map(({ code, name }) => ({
                value: code,
                label: `${name} (${code})`,
              }))}
            />
            <div>
              <Button>Continue</Button>
            </div>
          </form>
        </Panel>
      )}
      <Panel title="Applications">
        <DataTable
          caption="People put forward"
          hideCaption
          rows={pathways}
          rowKey={(row) => row.id}
          empty="Nobody has been put forward."
          columns={[
            { key: "person", header: "Person", heads: true, cell: (row) => row.personName },
            {
              key: "credential",
              header: "For",
              cell: (row) => `${row.credentialName} (${row.credentialCode})`,
            },
            {
              key: "years",
              header: "Practice",
              unit: "years",
              align: "number",
              cell: (row) => row.practiceYears,
            },
            { key: "at", header: "Since", cell: (row) => dayWords(row.appliedAt, row.timeZone) },
            {
              key: "review",
              header: "Review",
              cell: (row) =>
                row.reviewId ? (
                  <a href={`/committee/${row.reviewId}`}>See the review</a>
                ) : (
                  "Waits for the committee"
                ),
            },
          ]}
        />
      </Panel>
    </PersonalPage>
  );
}
