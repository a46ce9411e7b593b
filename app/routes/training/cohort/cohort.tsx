import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CohortGrid } from "#app/components/cohort-grid.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Checkbox, Select } from "#app/components/field.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { logsUnread, StillRead } from "#app/components/still-read.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import type { GridView } from "#app/domain/signoff/cohort-grid.ts";
import { askedGrid, epaColumns, filterChoices, viewAddress } from "#app/http/cohort-grid.server.ts";
import { personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { programmeTabs } from "./programme-tabs.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Cohort of ${data?.programme?.name ?? "no programme"} · Systole` },
];

const path = "/programme/cohort";
const usual: GridView = {
  sort: "name",
  isDescending: false,
  year: null,
  release: null,
  onlyAtRisk: false,
  below: null,
  numbers: "level",
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { programmes, programme, view, all, rows, isKept } = await askedGrid(ctx, args.request);
  const id = programme?.id ?? "";
  const shown = view ?? usual;
  const columns = epaColumns(ctx, all);
  const sorts = ["name", "month", "eligible", "open", "last", ...columns.map((each) => each.code)];
  const sortTo = (sort: string) => {
    const isDescending = shown.sort === sort ? !shown.isDescending : false;
    return viewAddress(path, id, { ...shown, sort, isDescending });
  };
  return {
    frame: await frameFor(ctx, args.request),
    programme,
    others: programmes.map((each) => ({
      label: each.name,
      to: `${path}?programme=${each.id}`,
      current: each.id === id,
    })),
    tabs: programmeTabs(id, "cohort"),
    view: shown,
    isKept,
    isFiltered:
      viewAddress(path, id, { ...shown, sort: "name", isDescending: false, numbers: "level" }) !==
      viewAddress(path, id, usual),
    reset: viewAddress(path, id, { ...usual, sort: shown.sort, isDescending: shown.isDescending }),
    csv: viewAddress(`${path}.csv`, id, shown),
    sortLinks: Object.fromEntries(sorts.map((each) => [each, sortTo(each)])),
    columns,
    choices: filterChoices(all),
    total: all.length,
    unread: all.filter((each) => each.eligible === null).length,
    rows: rows.map(({ during, lastObservedAt, ...row }) => ({
      ...row,
      lastObserved:
        lastObservedAt === null || !programme ? null : dayWords(lastObservedAt, programme.timeZone),
      since: programme ? dayWords(during.start, programme.timeZone) : "",
    })),
  };
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Cohort() {
  const page = useLoaderData<typeof loader>();
  const { frame, programme, others, tabs, rows, total } = page;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Cohort"
        lead={
          programme ? `${programme.name}: everybody in training beside every activity.` : undefined
        }
        actions={
          programme && (
            <ButtonLink to={page.csv} kind="secondary" icon="download" download>
              CSV
            </ButtonLink>
          )
        }
      />
      <Tabs label="Views of the programme" tabs={tabs} />
      {others.length > 1 && <Tabs label="Programmes" tabs={others} />}
      {total === 0 ? (
        <EmptyState title={programme ? "Nobody is in training" : "No programme yet"} icon="people">
          {programme
            ? "Begin a fellowship on the page of the programme; then it stands here."
            : "An administrator gives you a role in a programme; then it stands here."}
        </EmptyState>
      ) : (
        <>
          <Filters page={page} key={JSON.stringify(page.view)} />
          <p className="soft" aria-live="polite">
            {rows.length} of {total} fellows.
            {page.isKept && " Shown as you left it."}{" "}
            {page.isFiltered && <a href={page.reset}>Show everybody</a>}
          </p>
          {page.unread > 0 && <StillRead what={logsUnread(page.unread)} />}
          {rows.length > 0 && (
            <CohortGrid
              rows={rows}
              columns={page.columns}
              numbers={page.view.numbers}
              sort={{ by: page.view.sort, isDescending: page.view.isDescending }}
              sortLinks={page.sortLinks}
            />
          )}
        </>
      )}
    </PersonalPage>
  );
}

function Filters({ page: { view, choices, columns, programme } }: { page: Page }) {
  const year = (each: number) => ({ value: String(each), label: `Year ${each}` });
  return (
    <Form method="get" className="cohort-filters no-print">
      <input type="hidden" name="view" value="1" />
      <input type="hidden" name="programme" value={programme?.id} />
      <input type="hidden" name="sort" value={view.sort} />
      {view.isDescending && <input type="hidden" name="dir" value="desc" />}
      <Select
        name="year"
        label="Year of training"
        empty="All years"
        options={choices.years.map(year)}
        value={view.year?.toString()}
      />
      {choices.releases.length > 1 && (
        <Select
          name="release"
          label="Curriculum"
          empty="All releases"
          options={choices.releases.map((each) => ({ value: each, label: each }))}
          value={view.release ?? undefined}
        />
      )}
      <Select
        name="below"
        label="Below target in"
        empty="Any activity"
        options={columns.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        value={view.below ?? undefined}
      />
      <Select
        name="show"
        label="Numbers"
        options={[
          { value: "level", label: "Level last observed" },
          { value: "ratings", label: "Ratings of those needed" },
          { value: "supervisors", label: "Supervisors of those needed" },
        ]}
        value={view.numbers}
      />
      <Checkbox name="risk" label="Only who is at risk" checked={view.onlyAtRisk} />
      <div>
        <Button kind="secondary">Show</Button>
      </div>
    </Form>
  );
}
