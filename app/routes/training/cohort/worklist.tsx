import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listOwnProgrammes } from "#app/operations/training/cohort/show-cohort.server.ts";
import { showWorklist } from "#app/operations/training/cohort/show-worklist.server.ts";
import { programmeTabs } from "./programme-tabs.ts";
import { worklistGroups } from "./worklist-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `What waits in ${data?.programme?.name ?? "no programme"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const asked = new URL(args.request.url).searchParams.get("programme");
  const programme = programmes.find((each) => each.id === asked) ?? programmes[0] ?? null;
  const found = programme
    ? orRefuse(ctx, args.request, await showWorklist(ctx, programme.id)).items
    : [];
  return {
    frame: await frameFor(ctx, args.request),
    programme,
    tabs: programmeTabs(programme?.id ?? "", "worklist"),
    others: programmes.map(({ id, name }) => ({
      label: name,
      to: `/programme/worklist?programme=${id}`,
      current: id === programme?.id,
    })),
    count: found.length,
    groups: worklistGroups(ctx.content, found, programme?.timeZone ?? "UTC"),
  };
}

export default function Worklist() {
  const { frame, programme, tabs, others, count, groups } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Worklist"
        lead={
          programme
            ? `${programme.name}: ${count} ${count === 1 ? "thing waits" : "things wait"}.`
            : undefined
        }
      />
      <Tabs label="Views of the programme" tabs={tabs} />
      {others.length > 1 && <Tabs label="Programmes" tabs={others} />}
      {groups.length === 0 && (
        <EmptyState title="Nothing waits" icon="check">
          Everybody was observed lately, and nothing is about to end.
        </EmptyState>
      )}
      {groups.map(({ kind, title, lead, what, when, rows }) => (
        <Panel key={kind} title={`${title} (${rows.length})`} lead={lead}>
          <DataTable
            caption={title}
            hideCaption
            rows={rows}
            rowKey={(row) => row.key}
            columns={[
              { key: "who", header: "Fellow", heads: true, cell: (row) => row.who },
              ...(what ? [{ key: "what", header: what, cell: (row: Row) => row.what }] : []),
              ...(when ? [{ key: "when", header: when, cell: (row: Row) => row.when }] : []),
              { key: "next", header: "Next", cell: (row) => <NextStep row={row} /> },
            ]}
          />
        </Panel>
      ))}
    </PersonalPage>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["groups"][number]["rows"][number];

function NextStep({ row }: { row: Row }) {
  return (
    <a href={row.to}>
      {row.act}
      <span className="visually-hidden">
        : {row.who}, {row.what}
      </span>
    </a>
  );
}
