import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { clockWords, dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { type Content, nameOfCode, releaseOf } from "#app/domain/content.ts";
import { findCompetency, findEpa } from "#app/domain/curriculum/release.ts";
import { type Look, readLook } from "#app/domain/training/look.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { pagePlace } from "#app/http/paging.server.ts";
import { showLooks } from "#app/operations/training/progress/show-looks.server.ts";
import { baseOf, dossierTabs } from "./dossier-tabs.ts";

export const meta: MetaFunction = () => [{ title: "Who looked · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showLooks(ctx, (total) => pagePlace(total, args.request.url));
  const { looks, place, fellowship } = orRefuse(ctx, args.request, shown);
  const { timeZone, release } = fellowship;
  return {
    frame: await frameFor(ctx, args.request),
    rows: looks.map(({ id, at, who, what }) => ({
      id,
      day: dayWords(at, timeZone),
      time: clockWords(at, timeZone),
      who,
      what: lookWords(ctx.content, release, readLook(what)),
    })),
    place,
  };
}

const viewWords = {
  progress: "What is missing",
  trajectory: "Over time",
  milestones: "Milestones",
  records: "Records",
  "working time": "Working time",
  "a case": "A case of your log",
  export: "The whole portfolio, to take along",
} as const;

function lookWords(content: Content, version: string, look: Look): string {
  if (look.kind === "meeting") return "Your page in a meeting of the committee";
  if (look.kind === "review") return "Your case in a review for a credential";
  if (look.kind === "view") return viewWords[look.view];
  const release = releaseOf(content, version);
  const subject = findCompetency(release, look.code) ?? findEpa(release, look.code);
  return subject?.name ?? nameOfCode(content, look.code);
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

const columns: readonly Column<Row>[] = [
  { key: "time", header: "At", cell: (row) => row.time },
  { key: "who", header: "Who", heads: true, cell: (row) => row.who },
  { key: "what", header: "Looked at", cell: (row) => row.what },
];

export default function Looks() {
  const { frame, rows, place } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Who looked"
        lead="Everybody else who opened a page about you, and when. Your director, the committee and an auditor may."
      />
      <Tabs label="Progress" tabs={dossierTabs(baseOf(null), "/looks")} />
      {rows.length === 0 ? (
        <EmptyState title="Nobody has looked yet" icon="eye">
          Whoever opens your dossier stands here from then on.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Looks, latest first"
            hideCaption
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            groupOf={(row) => row.day}
          />
          <Pager label="Looks" words={{ before: "Newer", after: "Older" }} {...place} />
        </>
      )}
    </PersonalPage>
  );
}
