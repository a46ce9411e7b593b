import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerColumns } from "#app/components/answer-columns.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ReviewsDue } from "#app/components/reviews-due.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { say } from "#app/domain/copy.ts";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { parseInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { reviewsDue } from "#app/http/reviews-due.server.ts";
import { listStaffing, type StaffingLine } from "#app/operations/coverage/list-staffing.server.ts";

export const meta: MetaFunction = () => [
  { title: "Units: who is qualified and on shift · Systole" },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const list = orRefuse(ctx, args.request, await listStaffing(ctx, {}));
  const tiers = [...unitTiers].reverse().map((tier) => ({
    tier,
    name: say(ctx.content.copy, `tiers.${tier}`),
    units: list.units.filter((unit) => unit.tier === tier).map(lineOf),
  }));
  return {
    frame: await frameFor(ctx, args.request),
    reviews: await reviewsDue(ctx),
    now: ctx.now,
    tiers: tiers.filter(({ units }) => units.length > 0),
    notYes: list.units.filter((unit) => unit.answer !== "yes").length,
    count: list.units.length,
  };
}

function lineOf({ holdsUntil, ...line }: StaffingLine) {
  return { ...line, until: holdsUntil === null ? null : parseInstant(holdsUntil) };
}

export default function Units() {
  const { frame, reviews, tiers, notYes, count } = useLoaderData<typeof loader>();
  const lead =
    notYes === 0
      ? `The answer is yes in ${count === 1 ? "the one unit" : `all ${count} units`} that you see.`
      : `The answer is not yes in ${notYes} of ${count}.`;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Is a qualified cardiologist on shift?"
        lead={count > 0 ? lead : undefined}
        actions={
          count > 1 && (
            <ButtonLink to="/network" kind="secondary" icon="unit">
              By region and tier
            </ButtonLink>
          )
        }
      />
      <ReviewsDue {...reviews} />
      {count === 0 && (
        <EmptyState title="No unit yet" icon="unit">
          Units appear here once an administrator has made them and given you a role there.
        </EmptyState>
      )}
      {tiers.map((each) => (
        <Tier key={each.tier} {...each} />
      ))}
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Tier({ name, units }: Data["tiers"][number]) {
  return (
    <Panel title={name}>
      <DataTable
        caption={`Answers now: ${name}`}
        hideCaption
        rows={units}
        rowKey={(row) => row.code}
        columns={[
          { key: "answer", header: "Now", cell: (row) => <StateMark state={row.answer} /> },
          {
            key: "name",
            header: "Unit",
            heads: true,
            cell: (row) => <a href={`/units/${row.code}`}>{row.name}</a>,
          },
          ...answerColumns,
        ]}
      />
    </Panel>
  );
}
