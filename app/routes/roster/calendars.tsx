import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ShownOnce } from "#app/components/shown-once.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import {
  CalendarId,
  listCalendars,
  makeCalendar,
  revokeCalendar,
  type Whose,
} from "#app/operations/roster/calendar/keep-calendars.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.unit ? `Calendars of ${data.unit.name}` : "My calendars"} · Systole` },
];

/** The same page for one's own shifts and for those of a unit. */
function whose({ unit }: { unit?: string }): Whose {
  return unit === undefined ? { kind: "person" } : { kind: "unit", unit };
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listCalendars(ctx, whose(args.params)));
  const { unit } = found;
  return {
    frame: await frameFor(ctx, args.request),
    unit: unit && { code: unit.code, name: unit.name },
    views: unit ? viewsOf(ctx, unit) : [],
    zone: found.zone ?? "UTC",
    id: uuidv7(),
    isRevoked: new URL(args.request.url).searchParams.has("revoked"),
    feeds: found.feeds.map(({ id, createdAt, revokedAt, lastReadAt }) => {
      return { id, createdAt, revokedAt, lastReadAt };
    }),
  };
}

const Wish = CalendarId.extend({ intent: z.enum(["make", "revoke"]) });

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Wish);
  if (!form.ok) return wrongFields(form);
  const { id, intent } = form.value;
  if (intent === "revoke") {
    const done = await revokeCalendar(ctx, whose(args.params), id);
    if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
    return redirect(`${new URL(args.request.url).pathname}?revoked`);
  }
  const made = await makeCalendar(ctx, whose(args.params), id);
  if (!made.ok) return refusedForm(ctx, made.refusal, form.typed);
  const { path } = made.value;
  const address = path === null ? null : `${ctx.settings.publicOrigin}${path}`;
  return data({ address }, { headers: { "Cache-Control": "no-store" } });
}

export default function Calendars() {
  const { frame, unit, views, feeds, zone, id, isRevoked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const made = answer && "address" in answer ? answer : null;
  const reply = answer && !("address" in answer) ? answer : undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={unit ? `Calendars of ${unit.name}` : "My shifts in a calendar"}
        lead={
          unit
            ? "An address that a calendar program reads. It holds all shifts of the unit, with names."
            : "An address that your calendar program reads. It holds your own shifts in every unit, and nobody else's name."
        }
        crumbs={
          unit
            ? [
                { label: "Units", to: "/units" },
                { label: unit.name, to: `/units/${unit.code}` },
              ]
            : []
        }
      />
      {unit && <UnitTabs code={unit.code} current="calendars" views={views} />}
      {isRevoked && !answer && (
        <Notice kind="done">
          The address answers no longer. What programs have copied, they may keep.
        </Notice>
      )}
      {made && (
        <ShownOnce text={made.address} again="If it is lost, revoke it and make another.">
          <p>
            Add it in your calendar program as a calendar by subscription. Whoever has the address
            can read it, so give it to nobody whom these shifts do not concern.
          </p>
        </ShownOnce>
      )}
      <Feeds feeds={feeds} zone={zone} />
      <Panel title="Make an address">
        <p>
          A calendar shows what is published, up to an hour late, in the zone that your program
          shows. Who is on duty now, only the unit&#39;s page says.
        </p>
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button name="intent" value="make" icon="plus">
            Make an address
          </Button>
        </Form>
      </Panel>
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Feed = Data["feeds"][number];

function Feeds({ feeds, zone }: Pick<Data, "feeds" | "zone">) {
  return (
    <DataTable
      caption={`Addresses, with times of ${zone}`}
      rows={feeds}
      rowKey={(feed) => feed.id}
      empty="There is none yet."
      columns={[
        {
          key: "made",
          header: "Made",
          heads: true,
          cell: (feed) => momentWords(feed.createdAt, zone),
        },
        {
          key: "read",
          header: "Last read",
          cell: (feed) => (feed.lastReadAt === null ? "Never" : momentWords(feed.lastReadAt, zone)),
        },
        {
          key: "state",
          header: "State",
          cell: (feed) =>
            feed.revokedAt === null ? "Works" : `Revoked ${momentWords(feed.revokedAt, zone)}`,
        },
        { key: "revoke", header: "Change", cell: (feed) => <Revoke feed={feed} zone={zone} /> },
      ]}
    />
  );
}

function Revoke({ feed, zone }: { feed: Feed; zone: string }) {
  if (feed.revokedAt !== null) return null;
  return (
    <Form method="post">
      <input type="hidden" name="id" value={feed.id} />
      <Button
        kind="destroy"
        name="intent"
        value="revoke"
        aria-label={`Revoke the address made ${momentWords(feed.createdAt, zone)}`}
      >
        Revoke
      </Button>
    </Form>
  );
}
