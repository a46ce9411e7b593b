import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords, lengthWords, momentWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tag } from "#app/components/tag.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import "./roster.css";
import { say } from "#app/domain/copy.ts";
import { interval } from "#app/domain/time/interval.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import { placeWords } from "#app/http/answer-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { refusedForm } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { shiftAddress } from "#app/http/shift-address.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { mayPublish, viewsOf } from "#app/http/unit-views.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { showRoster } from "#app/operations/roster/show-roster.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who is rostered in ${data?.unit.name ?? "the unit"}? · Systole` },
];

const daysShown = 7;
/** Publications listed at first, and when all are asked for: a year of one a day. */
const publicationsShown = { first: 5, all: 400 };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { from } = coverageWindow(ctx, args.request, unit.timeZone);
  const to = startOfLocalDay(from, unit.timeZone, daysShown);
  const search = new URL(args.request.url).searchParams;
  const listed = publicationsShown[search.has("publications") ? "all" : "first"];
  const found = await showRoster(ctx, unit.code, interval(from, to), listed + 1);
  const { sources, publications, shifts } = orRefuse(ctx, args.request, found);
  const { copy } = ctx.content;
  const dayOf = (days: number) =>
    fieldTime(startOfLocalDay(from, unit.timeZone, days), unit.timeZone);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    mayPublish: mayPublish(ctx, unit),
    done: search.has("published") ? "published" : search.has("confirmed") ? "confirmed" : null,
    now: ctx.now,
    from,
    earlier: dayOf(-daysShown).slice(0, 10),
    later: dayOf(daysShown).slice(0, 10),
    sources,
    publications: publications.slice(0, listed),
    /** Where the rest of them is listed; null: there is no more, or it is. */
    morePublications:
      publications.length > listed && listed < publicationsShown.all
        ? `/units/${unit.code}/roster?from=${dayOf(0).slice(0, 10)}&publications=all#publications`
        : null,
    shifts: shifts.map((each) => ({
      day: Math.max(startOfLocalDay(each.shift.shift.start, unit.timeZone), from),
      start: each.shift.shift.start,
      end: each.shift.shift.end,
      isWhole: each.isWhole,
      name: each.name,
      registration: each.shift.registration,
      as: say(copy, `shift_roles.${each.shift.role}`),
      where: placeWords(copy, each.shift.presence, each.shift.responseMinutes),
      assignment: each.shift.assignment,
      contact: each.shift.contact,
      edit: `/units/${unit.code}/shifts/edit?${shiftAddress(each.source, each.shift)}`,
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const source = String((await args.request.formData()).get("source") ?? "");
  const done = await confirmRoster(ctx, { unitCode, source });
  if (!done.ok) return refusedForm(ctx, done.refusal, { source });
  return redirect(`/units/${unitCode}/roster?confirmed`);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Roster() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, views, mayPublish, done, sources } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={useActionData<typeof action>()} />
      <PageHeader
        title={`Who is rostered in ${unit.name}?`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
        actions={mayPublish && <Ways code={unit.code} />}
      />
      <UnitTabs code={unit.code} current="roster" views={views} />
      {done && (
        <Notice kind="done">
          <p>
            {done === "published"
              ? "Published. The next answer uses it."
              : "Confirmed. The age of the roster begins anew."}
          </p>
        </Notice>
      )}
      {sources.length === 0 && (
        <EmptyState title="No roster has been published yet" icon="roster">
          Until one is, every answer about who is on shift is unknown.
        </EmptyState>
      )}
      {sources.map((each) => (
        <Source key={each.source} {...each} {...page} />
      ))}
      {sources.length > 0 && <Week {...page} />}
      {sources.length > 0 && <Publications {...page} />}
    </PersonalPage>
  );
}

function Ways({ code }: { code: string }) {
  return (
    <>
      <ButtonLink to={`/units/${code}/roster/upload`} icon="upload">
        Upload a roster
      </ButtonLink>
      <ButtonLink to={`/units/${code}/shifts/new`} kind="secondary" icon="plus">
        Add a shift
      </ButtonLink>
    </>
  );
}

function Source(props: Data["sources"][number] & Pick<Data, "now" | "unit" | "mayPublish">) {
  const { source, checkedAt, staleAfter, publishedUntil, now, unit, mayPublish } = props;
  const isStale = staleAfter < now;
  const isPublished = publishedUntil !== null;
  const told = isPublished
    ? `Published until ${momentWords(publishedUntil, unit.zone)}.`
    : "Nothing is published for now.";
  const age = `Confirmed ${lengthWords(now - checkedAt)} ago`;
  const kind = isStale || !isPublished ? "warn" : "info";
  return (
    <Notice kind={kind} title={`${age}${isStale ? ", too long to rely on" : ""}`}>
      <div className="stack" data-gap="small">
        <p>
          Source <span className="code">{source}</span>. {told}{" "}
          {isStale
            ? "Answers are unknown until it is confirmed."
            : `It is relied on until ${momentWords(staleAfter, unit.zone)} unless confirmed again.`}
        </p>
        {mayPublish && (
          <Form method="post">
            <input type="hidden" name="source" value={source} />
            <Button kind="secondary" icon="check">
              This roster is still right
            </Button>
          </Form>
        )}
      </div>
    </Notice>
  );
}

function Week({ shifts, unit, from, earlier, later, mayPublish }: Omit<Data, "frame">) {
  const days = [...new Set(shifts.map((each) => each.day))].sort((a, b) => a - b);
  const here = `/units/${unit.code}/roster`;
  return (
    <Panel
      title={`Seven days from ${dayWords(from, unit.zone)}`}
      meta={
        <span className="cluster">
          <a href={`${here}?from=${earlier}`}>Earlier</a>
          <a href={`${here}?from=${later}`}>Later</a>
        </span>
      }
    >
      {days.length === 0 && <p>Nobody is rostered in these days.</p>}
      {days.map((day) => (
        <section key={day} className="stack" data-gap="small">
          <h3>{momentWords(day, unit.zone).replace(/,.*/, "")}</h3>
          <ul className="roster-day">
            {shifts
              .filter((each) => each.day === day)
              .map((each) => (
                <Shift key={each.edit} shift={each} zone={unit.zone} mayEdit={mayPublish} />
              ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

function Shift({
  shift,
  zone,
  mayEdit,
}: {
  shift: Data["shifts"][number];
  zone: string;
  mayEdit: boolean;
}) {
  const what = [shift.as, shift.where, shift.assignment].filter(Boolean).join(", ");
  return (
    <li className="roster-shift">
      <span>
        {shift.name === null ? (
          <>
            <b className="code">{shift.registration}</b> <Tag>Matched to nobody</Tag>
          </>
        ) : (
          <b>{shift.name}</b>
        )}
        <br />
        <span className="soft">{what}</span>
      </span>
      <span>
        {spanWords(shift.start, shift.end, zone)}
        {!shift.isWhole && <span className="soft">, shown whole, counts in part here</span>}
      </span>
      {mayEdit && (
        <a href={shift.edit}>
          Change
          <span className="visually-hidden"> {`${shift.name ?? shift.registration}, ${what}`}</span>
        </a>
      )}
    </li>
  );
}

function Publications({
  publications,
  morePublications,
  unit,
}: Pick<Data, "publications" | "morePublications" | "unit">) {
  return (
    <Panel
      id="publications"
      title="What was published"
      lead="The latest rules at each instant of its period."
    >
      <DataTable
        caption="Publications, the latest first"
        hideCaption
        rows={publications}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "at",
            header: "Published",
            heads: true,
            cell: (row) => momentWords(row.recordedAt, unit.zone),
          },
          {
            key: "period",
            header: "Period",
            cell: (row) => spanWords(row.startsAt, row.endsAt ?? row.startsAt, unit.zone),
          },
          {
            key: "source",
            header: "Source",
            cell: (row) => <span className="code">{row.source}</span>,
          },
          {
            key: "reason",
            header: "Reason",
            cell: (row) => row.reason ?? <span className="soft">–</span>,
          },
        ]}
      />
      {morePublications && (
        <p>
          <a href={morePublications}>All publications</a>
        </p>
      )}
    </Panel>
  );
}
