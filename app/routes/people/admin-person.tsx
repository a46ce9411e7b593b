import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonRecord } from "#app/components/person-record.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { holds } from "#app/domain/time/interval.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { grantLines, personOf } from "#app/http/people.server.ts";
import { recordLines } from "#app/http/person-record.server.ts";
import { resendInvitation } from "#app/operations/people/resend-invitation.server.ts";
import type { ShownPerson } from "#app/operations/people/show-people.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.person.name ?? "Person"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown } = await personOf(args);
  const { person, zone, invitation, hasPassword } = shown;
  const waits = invitation?.acceptedAt === null && invitation.expiresAt > ctx.now;
  return {
    frame: await frameFor(ctx, args.request),
    person,
    access: hasPassword
      ? "Has joined"
      : waits
        ? `Invited, until ${momentWords(invitation.expiresAt, zone)}`
        : person.email === null
          ? "Does not sign in"
          : "Invitation has run out",
    grants: grantLines(ctx, shown).map(({ during, ...grant }) => ({
      ...grant,
      when: validityWords(during.start, during.end, zone),
    })),
    record: recordLines(ctx, shown),
    isFellow: shown.grants.some((each) => each.role === "fellow" && holds(each.during, ctx.now)),
    fellowships: shown.fellowships.map((each) => ({
      id: each.id,
      programme: each.programmeName,
      release: each.release,
      when: validityWords(each.during.start, each.during.end, each.timeZone),
      goesOn: each.during.end > ctx.now,
    })),
    begin: beginPath(shown),
    outbox: ctx.settings.demonstration && !ctx.mailer.delivers,
  };
}

/** Where a fellowship of this person begins: in the programme that they were invited to. */
function beginPath({ person, grants }: ShownPerson): string {
  const place = grants.find((each) => each.role === "fellow" && each.scopeKind === "programme");
  const programme = place ? `&programme=${place.scopeId}` : "";
  return `/programme/fellowships/new?fellow=${person.id}${programme}`;
}

/** Sends a new link to join. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const personId = args.params.person ?? "";
  orRefuse(ctx, args.request, await resendInvitation(ctx, { personId }));
  return redirect(`/admin/people/${personId}?invited=1`);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function AdminPerson() {
  const { frame, person, access, grants, record, outbox, ...training } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <PersonalPage frame={frame}>
      {search.has("invited") && person.email && (
        <Notice kind="done" title={`A link to join is on its way to ${person.email}`}>
          {outbox && (
            <>
              No mail leaves the demonstration: read it in <a href="/outbox">the outbox</a>.
            </>
          )}
        </Notice>
      )}
      {search.has("begun") && <Notice kind="done" title="The fellowship is recorded" />}
      {training.isFellow && !training.fellowships.some((each) => each.goesOn) && (
        <Notice title="Next: begin the fellowship">
          {person.name} can log nothing before it begins.{" "}
          <a href={training.begin}>Begin the fellowship</a>, or leave it to the director of the
          programme.
        </Notice>
      )}
      <PageHeader title={person.name} crumbs={[{ label: "People", to: "/admin/people" }]} />
      <Panel title="Sign-in">
        <KeyValues
          items={[
            { label: "E-mail address", value: person.email ?? "None" },
            { label: "Telephone", value: person.phone ?? "None" },
            { label: "Access", value: access },
          ]}
        />
        {person.email && (
          <Form method="post">
            <Button kind="secondary">Send a new link</Button>
          </Form>
        )}
      </Panel>
      <Roles personId={person.id} grants={grants} />
      {training.fellowships.length > 0 && <Fellowships rows={training.fellowships} />}
      <PersonRecord personId={person.id} record={record} />
    </PersonalPage>
  );
}

function Fellowships({ rows }: { rows: Data["fellowships"] }) {
  return (
    <Panel title="Fellowships">
      <DataTable
        caption="Fellowships, present and past"
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "programme", header: "Programme", heads: true, cell: (row) => row.programme },
          { key: "release", header: "Curriculum", cell: (row) => row.release },
          { key: "when", header: "When", cell: (row) => row.when },
        ]}
      />
    </Panel>
  );
}

function Roles({ personId, grants }: Pick<Data, "grants"> & { personId: string }) {
  const here = `/admin/people/${personId}/roles`;
  return (
    <Panel
      title="Roles"
      meta={
        <ButtonLink kind="quiet" to={`${here}/new`} icon="plus">
          Give a role
        </ButtonLink>
      }
    >
      <DataTable
        caption="Roles, held and ended"
        hideCaption
        rows={grants}
        rowKey={(row) => row.id}
        empty="No role yet."
        columns={[
          { key: "role", header: "Role", heads: true, cell: (row) => row.role },
          { key: "place", header: "Where", cell: (row) => row.place },
          { key: "when", header: "When", cell: (row) => row.when },
          {
            key: "end",
            header: "Change",
            cell: (row) =>
              row.holds && row.endReason === null ? (
                <a href={`${here}/${row.id}/end`}>
                  End<span className="visually-hidden"> {`${row.role}, ${row.place}`}</span>
                </a>
              ) : (
                (row.endReason ?? "")
              ),
          },
        ]}
      />
    </Panel>
  );
}
