import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { RosterGrid } from "#app/components/roster-grid.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { saveCell } from "#app/http/cell-form.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { refusedForm } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { mayPublish, viewsOf } from "#app/http/unit-views.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { confirmRoster } from "#app/operations/roster/confirm-roster.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { showWeek } from "#app/operations/roster/show-week.server.ts";
import { RosterSources } from "./roster-sources.tsx";
import { weekView } from "./week-view.ts";
import "./roster.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who is rostered in ${data?.unit.name ?? "the unit"}? · Systole` },
];

const cellName = /^\d{1,3}\.[0-6]$/;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const { from } = coverageWindow(ctx, args.request, unit.timeZone);
  const week = orRefuse(ctx, args.request, await showWeek(ctx, unit.code, from));
  const view = weekView(ctx, week);
  const search = new URL(args.request.url).searchParams;
  const [cell, at] = ["cell", "at"].map((name) => {
    const asked = search.get(name);
    return asked && cellName.test(asked) ? asked : null;
  });
  const today = view.days.findLastIndex(({ start }) => start <= ctx.now);
  const named = Number((cell ?? at)?.split(".")[1] ?? search.get("day") ?? Math.max(0, today));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    mayPublish: mayPublish(ctx, unit),
    done: ["published", "confirmed"].find((each) => search.has(each)) ?? null,
    now: ctx.now,
    sources: week.sources,
    day: Number.isInteger(named) && named >= 0 && named < view.days.length ? named : 0,
    cell: cell ?? null,
    at: at ?? null,
    ...view,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const form = await args.request.formData();
  if (form.get("intent") === "confirm" || form.has("source")) {
    const source = String(form.get("source") ?? "");
    const done = await confirmRoster(ctx, { unitCode, source });
    if (!done.ok) return refusedForm(ctx, done.refusal, { source });
    return redirect(`/units/${unitCode}/roster?confirmed`);
  }
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const wrong = await saveCell(ctx, found, form);
  if (wrong) return data(wrong.reply, wrong.status);
  const from = new URL(args.request.url).searchParams.get("from");
  const cell = String(form.get("cell") ?? "");
  const at = cellName.test(cell) ? `&at=${cell}` : "";
  const week = from ? `&from=${encodeURIComponent(from)}` : "";
  return redirect(`/units/${unitCode}/roster?published${week}${at}#roster`);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Roster() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { unit, views, mayPublish, sources, rows, now } = page;
  const isOfCell = typeof reply?.typed.cell === "string";
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={isOfCell ? undefined : reply} />
      <PageHeader
        title={`Who is rostered in ${unit.name}?`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
        actions={mayPublish && <Ways code={unit.code} />}
      />
      <UnitTabs code={unit.code} current="roster" views={views} />
      {sources.length === 0 && (
        <EmptyState title="No roster has been published yet" icon="roster">
          Until one is, every answer about who is on shift is unknown.
        </EmptyState>
      )}
      <Panel
        id="roster"
        title={`Seven days from ${dayWords(page.from, unit.zone)}`}
        meta={<Weeks {...page} />}
      >
        <Done {...page} />
        <RosterGrid
          {...page}
          zone={unit.zone}
          unit={`/units/${unit.code}`}
          mayEdit={mayPublish}
          reply={isOfCell ? reply : undefined}
        />
        {rows.length === 0 && (
          <p>
            Nobody is rostered in these days, nor in the four weeks before. Add a shift, and its
            assignment has a line here.
          </p>
        )}
        <Carried {...page} />
        <Unpublished {...page} />
        {mayPublish && <WeekWays {...page} />}
      </Panel>
      <RosterSources {...{ sources, now, mayPublish }} zone={unit.zone} />
    </PersonalPage>
  );
}

function Ways({ code }: { code: string }) {
  return (
    <>
      <ButtonLink to={`/units/${code}/shifts/new`} icon="plus">
        Add a shift
      </ButtonLink>
      <ButtonLink to={`/units/${code}/roster/upload`} kind="secondary" icon="upload">
        Upload
      </ButtonLink>
    </>
  );
}

function Weeks({ unit, earlier, later, here }: Pick<Data, "unit" | "earlier" | "later" | "here">) {
  const to = `/units/${unit.code}/roster`;
  return (
    <span className="cluster">
      <a href={`${to}?from=${earlier}#roster`}>Earlier</a>
      <a href={`${to}#roster`}>Now</a>
      <a href={`${to}?from=${later}#roster`}>Later</a>
      <a href={`${to}.csv?from=${here}&days=7`} download>
        CSV
      </a>
    </span>
  );
}

function Done({ done, unit }: Pick<Data, "done" | "unit">) {
  if (done === null) return null;
  return (
    <Notice kind="done">
      <p>
        {done === "published"
          ? "Published. The next answer uses it. "
          : "Confirmed. The age of the roster begins anew. "}
        {done === "published" && (
          <a href={`/units/${unit.code}/roster/history`}>What was changed, and how to undo it</a>
        )}
      </p>
    </Notice>
  );
}

function Carried({ carried, unit, mayPublish }: Pick<Data, "carried" | "unit" | "mayPublish">) {
  if (carried.length === 0) return null;
  return (
    <section className="stack" data-gap="small">
      <h3>On since before</h3>
      <ul className="roster-carried">
        {carried.map((each) => (
          <li key={each.edit}>
            <b>{each.who}</b>, {each.as}, {spanWords(each.start, each.end, unit.zone)}
            {mayPublish && (
              <>
                {" "}
                <a className="tap" href={each.edit}>
                  Change<span className="visually-hidden"> {each.who}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unpublished({ unpublished, unit }: Pick<Data, "unpublished" | "unit">) {
  const [first] = unpublished;
  if (!first) return null;
  const more = unpublished.length > 1 ? `, and ${unpublished.length - 1} more` : "";
  return (
    <Notice kind="warn" title="Nobody has said who is on duty for a part of these days">
      <p>
        {spanWords(first.start, first.end, unit.zone)}
        {more}. Where nothing is published, an answer is unknown, not no. Say that the week is
        complete once everybody stands here.
      </p>
    </Notice>
  );
}

/** What is done to a whole week; each is shown first and changes nothing until it is confirmed. */
function WeekWays({ unit, here, earlier }: Pick<Data, "unit" | "here" | "earlier">) {
  const to = (kind: string, more = "") =>
    `/units/${unit.code}/roster/week?do=${kind}&from=${here}${more}`;
  const ways = [
    { label: "Copy the week before into this one", to: to("copy", `&pattern=${earlier}`) },
    { label: "Repeat this week", to: to("repeat") },
    {
      label: "Take turns in one assignment",
      to: `/units/${unit.code}/roster/pattern?from=${here}`,
    },
    { label: "This week is complete", to: to("complete") },
    { label: "Clear what was entered by hand", to: to("clear") },
  ];
  return (
    <nav aria-label="The whole week">
      <ul className="roster-ways">
        {ways.map((way) => (
          <li key={way.to}>
            <a href={way.to}>{way.label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
