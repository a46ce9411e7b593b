import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { say } from "#app/domain/copy.ts";
import { holds } from "#app/domain/time/interval.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { privilegeName } from "#app/http/privileges.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showUnitPeople } from "#app/operations/roster/show-unit-people.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who may do what, ${data?.unit.name ?? "unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showUnitPeople(ctx, args.params.unit ?? ""));
  const { code, name, timeZone } = shown.unit;
  const when = ({ during }: { during: { start: number; end: number } }) =>
    validityWords(during.start, during.end, timeZone);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code, name },
    views: viewsOf(ctx, shown.unit),
    mayState: ctx.actor.grants.some((each) => each.role === "unit_lead"),
    today: dayWords(ctx.now, timeZone),
    privileges: shown.privileges.map((each) => ({
      id: each.id,
      name: each.name,
      privilege: privilegeName(ctx.content, each.code),
      code: each.code,
      holds: holds(each.during, ctx.now),
      when: when(each),
      grantedBy: each.grantedByName,
    })),
    appointments: shown.appointments.map((each) => ({
      id: each.id,
      name: each.name,
      post: say(ctx.content.copy, `posts.${each.post}`),
      holds: holds(each.during, ctx.now),
      when: when(each),
    })),
  };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function UnitPeople() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={`Who may do what in ${page.unit.name}`}
        lead={`As of ${page.today}. A credential says that somebody can; a local privilege, that they may do it here.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: page.unit.name, to: `/units/${page.unit.code}` },
        ]}
      />
      <UnitTabs code={page.unit.code} current="people" views={page.views} />
      {page.mayState && (
        <p>
          <a href={`/units/${page.unit.code}/statements`}>Statements about practice</a>, which
          holders need to renew a credential.
        </p>
      )}
      <Privileges {...page} />
      <Posts {...page} />
    </PersonalPage>
  );
}

function Held({ holds }: { holds: boolean }) {
  return holds ? (
    <StateMark state="issued" word="Holds" />
  ) : (
    <StateMark state="expired" word="Not today" />
  );
}

function Privileges({ unit, privileges }: Pick<Data, "unit" | "privileges">) {
  const here = `/units/${unit.code}/people`;
  return (
    <Panel
      title="Local privileges"
      meta={
        <ButtonLink kind="quiet" to={`${here}/new`} icon="plus">
          Grant one
        </ButtonLink>
      }
    >
      <DataTable
        caption="Who holds which local privilege"
        hideCaption
        rows={privileges}
        rowKey={(row) => row.id}
        empty="None yet. Rules that ask for a privilege are not met by anybody."
        columns={[
          { key: "name", header: "Person", heads: true, cell: (row) => row.name },
          {
            key: "privilege",
            header: "May",
            cell: (row) => (
              <span>
                {row.privilege} <span className="code soft">{row.code}</span>
              </span>
            ),
          },
          { key: "holds", header: "Today", cell: (row) => <Held holds={row.holds} /> },
          { key: "when", header: "When", cell: (row) => row.when },
          { key: "by", header: "Granted by", cell: (row) => row.grantedBy },
          {
            key: "end",
            header: "Change",
            cell: (row) => (
              <a href={`${here}/${row.id}/end`}>
                End<span className="visually-hidden"> {`${row.privilege}, ${row.name}`}</span>
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Posts({ appointments }: Pick<Data, "appointments">) {
  return (
    <Panel title="Posts" lead="Your administrator appoints and ends these.">
      <DataTable
        caption="Posts of this unit"
        hideCaption
        rows={appointments}
        rowKey={(row) => row.id}
        empty="Nobody is appointed. Rules that ask for a director are not met."
        columns={[
          { key: "post", header: "Post", heads: true, cell: (row) => row.post },
          { key: "name", header: "Person", cell: (row) => row.name },
          { key: "holds", header: "Today", cell: (row) => <Held holds={row.holds} /> },
          { key: "when", header: "When", cell: (row) => row.when },
        ]}
      />
    </Panel>
  );
}
