import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OverrideTable } from "#app/components/override-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { overrideRows } from "#app/http/override-rows.server.ts";
import { pageOf } from "#app/http/paging.server.ts";
import { listOverrides } from "#app/operations/coverage/override/show-overrides.server.ts";

export const meta: MetaFunction = () => [{ title: "Which overrides wait for a review? · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { request } = args;
  const lines = orRefuse(ctx, request, await listOverrides(ctx));
  const { searchParams } = new URL(request.url);
  const open = lines.filter(({ state }) => state === "due" || state === "overdue");
  const isAll = searchParams.has("all");
  const { rows, ...page } = pageOf(isAll ? lines : open, request.url);
  return {
    frame: await frameFor(ctx, request),
    isAll,
    reviewed: searchParams.has("reviewed"),
    counts: { open: open.length, all: lines.length },
    rows: overrideRows(rows),
    page,
  };
}

export default function Overrides() {
  const { frame, isAll, reviewed, counts, rows, page } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Which overrides wait for a review?"
        lead="Somebody who neither declared an override nor is named in it says afterwards whether it was justified."
      />
      {reviewed && (
        <Notice kind="done">
          <p>Your review is recorded.</p>
        </Notice>
      )}
      <Tabs
        label="Overrides"
        tabs={[
          { label: "To be reviewed", to: "/overrides", current: !isAll, count: counts.open },
          { label: "All", to: "/overrides?all", current: isAll, count: counts.all },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={isAll ? "No override on record" : "None waits"} icon="sign">
          {isAll
            ? "Overrides of the units that you see are listed here once there are any."
            : "What has ended and nobody has reviewed yet is listed here."}
        </EmptyState>
      ) : (
        <>
          <OverrideTable rows={rows} caption="Overrides, the latest first" showUnit />
          <Pager label="Overrides" {...page} />
        </>
      )}
      <p>
        <a href="/overrides.csv" download>
          All of them as CSV
        </a>
      </p>
    </PersonalPage>
  );
}
