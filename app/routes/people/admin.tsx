import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";

export const meta: MetaFunction = () => [{ title: "Places · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const places = orRefuse(ctx, args.request, await showPlaces(ctx));
  const nameOf = (id: string) => places.organisations.find((each) => each.id === id)?.name ?? id;
  const { copy } = ctx.content;
  return {
    frame: await frameFor(ctx, args.request),
    organisations: places.organisations,
    programmes: places.programmes.map((each) => ({
      ...each,
      organisation: nameOf(each.organisationId),
    })),
    units: places.units.map((unit) => {
      const profile = places.profiles.get(unit.id);
      return {
        code: unit.code,
        name: unit.name,
        organisation: nameOf(unit.organisationId),
        timeZone: unit.timeZone,
        tier: profile ? say(copy, `tiers.${profile.tier}`) : "",
        services: [...(profile?.services ?? [])].map((each) => say(copy, `services.${each}`)),
      };
    }),
  };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Admin() {
  const { frame, organisations, programmes, units } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Places"
        lead="Organisations hold programmes and units. Roles are given for a place."
      />
      {organisations.length === 0 ? (
        <EmptyState
          title="Nothing is set up yet"
          icon="unit"
          action={
            <ButtonLink to="/admin/organisations/new" icon="plus">
              Add an organisation
            </ButtonLink>
          }
        >
          Begin with an organisation: a hospital, a university or a network. Programmes and units
          are then added to it.
        </EmptyState>
      ) : (
        <>
          <Units units={units} />
          <Programmes programmes={programmes} />
          <Organisations organisations={organisations} />
        </>
      )}
    </PersonalPage>
  );
}

function Units({ units }: Pick<Data, "units">) {
  return (
    <Panel
      title="Units"
      meta={
        <ButtonLink kind="quiet" to="/admin/units/new" icon="plus">
          Add<span className="visually-hidden"> a unit</span>
        </ButtonLink>
      }
    >
      <DataTable
        caption="Units with their tiers and services"
        hideCaption
        rows={units}
        rowKey={(row) => row.code}
        empty="No unit yet. Add the first one."
        columns={[
          {
            key: "name",
            header: "Unit",
            heads: true,
            cell: (row) => <a href={`/admin/units/${row.code}`}>{row.name}</a>,
          },
          { key: "code", header: "Code", cell: (row) => <span className="code">{row.code}</span> },
          { key: "tier", header: "Tier", cell: (row) => row.tier },
          { key: "services", header: "Services", cell: (row) => row.services.join(", ") || "None" },
          { key: "organisation", header: "Organisation", cell: (row) => row.organisation },
          { key: "zone", header: "Time zone", cell: (row) => row.timeZone },
        ]}
      />
    </Panel>
  );
}

function Programmes({ programmes }: Pick<Data, "programmes">) {
  return (
    <Panel
      title="Programmes"
      meta={
        <ButtonLink kind="quiet" to="/admin/programmes/new" icon="plus">
          Add<span className="visually-hidden"> a programme</span>
        </ButtonLink>
      }
    >
      <DataTable
        caption="Programmes with their curricula"
        hideCaption
        rows={programmes}
        rowKey={(row) => row.code}
        empty="No programme yet. Add the first one."
        columns={[
          { key: "name", header: "Programme", heads: true, cell: (row) => row.name },
          { key: "code", header: "Code", cell: (row) => <span className="code">{row.code}</span> },
          { key: "release", header: "Curriculum", cell: (row) => row.release },
          { key: "organisation", header: "Organisation", cell: (row) => row.organisation },
          { key: "zone", header: "Time zone", cell: (row) => row.timeZone },
          {
            key: "fellows",
            header: "Fellows",
            cell: (row) => (
              <a href={`/programme/fellowships/new?programme=${row.id}`}>
                Begin a fellowship<span className="visually-hidden"> in {row.name}</span>
              </a>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Organisations({ organisations }: Pick<Data, "organisations">) {
  return (
    <Panel
      title="Organisations"
      meta={
        <ButtonLink kind="quiet" to="/admin/organisations/new" icon="plus">
          Add<span className="visually-hidden"> an organisation</span>
        </ButtonLink>
      }
    >
      <DataTable
        caption="Organisations with their codes"
        hideCaption
        rows={organisations}
        rowKey={(row) => row.code}
        columns={[
          { key: "name", header: "Organisation", heads: true, cell: (row) => row.name },
          { key: "code", header: "Code", cell: (row) => <span className="code">{row.code}</span> },
        ]}
      />
    </Panel>
  );
}
