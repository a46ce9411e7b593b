import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CoverageStrip } from "#app/components/coverage-strip.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { DateTimeField, TextField } from "#app/components/field.tsx";
import { lengthWords, momentWords, spanWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { coverageWindow } from "#app/http/coverage-window.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { gapLineViews, handovers, mayDecide } from "#app/http/gap-lines.server.ts";
import { gapViews } from "#app/http/gap-views.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showGaps } from "#app/operations/coverage/gap/show-gaps.server.ts";
import { ruleRows } from "#app/operations/coverage/rule-rows.server.ts";
import { showUnit } from "#app/operations/coverage/show-unit.server.ts";
import { CoverageGaps } from "./coverage-gaps.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `When is ${data?.unit.name ?? "the unit"} covered? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showUnit(ctx, args.params.unit ?? ""));
  const asked = coverageWindow(ctx, args.request, unit.timeZone);
  const { from, to, knownAt } = asked;
  const found = await showGaps(ctx, { unitCode: unit.code, from, to, knownAt });
  const cover = orRefuse(ctx, args.request, found);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    now: ctx.now,
    window: { start: from, end: to },
    asked: { fields: asked.fields, typed: asked.typed, knownAt: knownAt ?? null },
    stretches: cover.stretches.map(({ start, end, answer, unmet, warned }) => {
      return { start, end, answer, unmet, warned };
    }),
    rules: ruleRows(cover.judged),
    gaps: gapViews(ctx, cover),
    lines: gapLineViews(ctx, cover),
    mayDecide: mayDecide(ctx, cover),
    handovers: handovers(cover.facts, cover.window),
    ledgerSeq: cover.ledgerSeq,
  };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function UnitCoverage() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, views, asked, window, now, stretches, rules, gaps } = page;
  const advised = rules.filter(({ severity }) => severity === "warn").map(({ id }) => id);
  const errors = Object.entries(asked.fields).map(([field, message]) => ({ field, message }));
  return (
    <PersonalPage frame={frame}>
      <ErrorSummary errors={errors} title="Part of this was not asked" />
      <PageHeader
        title={`When is ${unit.name} covered?`}
        lead={leadOf(page)}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="coverage" views={views} />
      <CoverageStrip
        title="The answer, and each rule"
        window={window}
        zone={unit.zone}
        now={asked.knownAt ?? now}
        rows={[
          { id: "all", title: "The answer", spans: stretches },
          ...rules.map(({ id, title, spans }) => ({
            ...{ id, spans },
            title: `${id} ${title}${advised.includes(id) ? " (advised)" : ""}`,
          })),
        ]}
        gaps={gaps}
        handovers={page.handovers}
        csv={csvOf(page)}
        table={<CoverageGaps {...page} zone={unit.zone} csv={csvOf(page, "gaps")} />}
      />
      <Stretches stretches={stretches} zone={unit.zone} />
      <Ask unit={unit} asked={asked} />
    </PersonalPage>
  );
}

function leadOf({ stretches, asked, unit, gaps, now, window }: Omit<Data, "frame">): string {
  const length = (answer: string) =>
    stretches.filter((s) => s.answer === answer).reduce((sum, s) => sum + s.end - s.start, 0);
  const parts = [
    length("no") > 0 ? `no for ${lengthWords(length("no"))}` : null,
    length("unknown") > 0 ? `unknown for ${lengthWords(length("unknown"))}` : null,
  ].filter(Boolean);
  const known =
    asked.knownAt === null ? "" : ` As known at ${momentWords(asked.knownAt, unit.zone)}.`;
  const [first] = gaps;
  if (!first) return `Covered all the time.${known}`;
  const isOpen = first.start <= now && now < first.end;
  const until =
    first.end < window.end ? `until ${momentWords(first.end, unit.zone)}` : "beyond what is shown";
  const when = isOpen
    ? `There is a gap now, ${until}.`
    : `The first gap: ${spanWords(first.start, first.end, unit.zone)}.`;
  return `${when} In all, the answer is ${parts.join(" and ")}.${known}`;
}

function csvOf({ unit, asked }: Pick<Data, "unit" | "asked">, file = "coverage"): string {
  const given = Object.entries(asked.typed).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/units/${unit.code}/${file}.csv${query ? `?${query}` : ""}`;
}

function Stretches({ stretches, zone }: { stretches: Data["stretches"]; zone: string }) {
  const codes = (list: readonly string[]) =>
    list.length > 0 ? (
      <span className="code">{list.join(", ")}</span>
    ) : (
      <span className="soft">–</span>
    );
  return (
    <details>
      <summary>
        <b>The same as a table</b>, {stretches.length} stretches
      </summary>
      <DataTable
        caption="The answer over time"
        hideCaption
        rows={stretches}
        rowKey={(row) => String(row.start)}
        columns={[
          {
            key: "when",
            header: "When",
            heads: true,
            cell: (row) => spanWords(row.start, row.end, zone),
          },
          { key: "answer", header: "Answer", cell: (row) => <StateMark state={row.answer} /> },
          { key: "unmet", header: "Required, not met", cell: (row) => codes(row.unmet) },
          { key: "warned", header: "Advised, not met", cell: (row) => codes(row.warned) },
        ]}
      />
    </details>
  );
}

function Ask({ unit, asked }: Pick<Data, "unit" | "asked">) {
  const here = `/units/${unit.code}/coverage`;
  return (
    <Panel
      title="Another window"
      lead="Past or coming; and, if you like, as the record stood then."
    >
      <form method="get" action={here} className="form">
        <TextField
          name="from"
          label="First day"
          type="date"
          width="medium"
          value={asked.typed.from}
          error={asked.fields.from}
          required={false}
        />
        <TextField
          name="days"
          label="Number of days"
          type="number"
          inputMode="numeric"
          min={1}
          max={399}
          width="short"
          value={asked.typed.days ?? "30"}
          error={asked.fields.days}
        />
        <DateTimeField
          name="knownAt"
          label="As known at"
          hint="Leave it empty for what is known now."
          zone={unit.zone}
          value={asked.typed.knownAt}
          error={asked.fields.knownAt}
          required={false}
        />
        <p className="cluster">
          <Button>Show</Button>
          <ButtonLink to={here} kind="quiet">
            The next 30 days
          </ButtonLink>
        </p>
      </form>
    </Panel>
  );
}
