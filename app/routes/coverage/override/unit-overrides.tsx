import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OverrideTable } from "#app/components/override-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { overrideRows } from "#app/http/override-rows.server.ts";
import { mayOverride, viewsOf } from "#app/http/unit-views.server.ts";
import { unitOverrides } from "#app/operations/coverage/override/show-overrides.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who took responsibility in ${data?.unit.name ?? "a unit"}? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await unitOverrides(ctx, args.params.unit ?? ""));
  const { unit, lines } = found;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name },
    views: viewsOf(ctx, unit),
    mayDeclare: mayOverride(ctx, unit),
    declared: new URL(args.request.url).searchParams.has("declared"),
    rows: overrideRows(lines),
  };
}

export default function UnitOverrides() {
  const { frame, unit, views, mayDeclare, declared, rows } = useLoaderData<typeof loader>();
  const [latest] = rows;
  const running = rows.filter(({ state }) => state === "running");
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={`Who took responsibility in ${unit.name}?`}
        lead="Overrides stand beside an answer that is not yes, and never change it. Somebody else looks at each afterwards."
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
        actions={
          mayDeclare && (
            <ButtonLink to={`/units/${unit.code}/override`} kind="secondary">
              Declare an override
            </ButtonLink>
          )
        }
      />
      <UnitTabs code={unit.code} current="overrides" views={views} />
      {declared && latest && (
        <Notice kind="done">
          <p>
            Recorded. It stands beside the answer until {momentWords(latest.end, latest.zone)}, and
            ends by itself.
          </p>
        </Notice>
      )}
      {running.map((each) => (
        <RunningOverride key={each.id} row={each} />
      ))}
      {rows.length === 0 ? (
        <EmptyState title="Nobody has taken responsibility beside an answer" icon="sign">
          When a unit goes on although the answer is not yes, a named doctor says so here.
        </EmptyState>
      ) : (
        <OverrideTable rows={rows} caption="Overrides, the latest first" showUnit={false} />
      )}
    </PersonalPage>
  );
}

function RunningOverride({ row }: { row: ReturnType<typeof overrideRows>[number] }) {
  const { id, doctor, reason, end, zone, mayEnd } = row;
  return (
    <Notice
      kind="warn"
      title={`${doctor} has taken responsibility until ${momentWords(end, zone)}`}
    >
      <div className="stack">
        <p>{reason}</p>
        {mayEnd && (
          <p>
            <ButtonLink to={`/overrides/${id}/end`} kind="secondary">
              End it now
            </ButtonLink>
          </p>
        )}
      </div>
    </Notice>
  );
}
