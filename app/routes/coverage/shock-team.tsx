import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnotherInstant } from "#app/components/another-instant.tsx";
import { Answer } from "#app/components/answer.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { TeamSeats } from "#app/components/team-seats.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { askedTimes } from "#app/http/asked-times.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { teamView } from "#app/http/team-view.server.ts";
import { viewsHere } from "#app/http/unit-views.server.ts";
import { showRecording } from "#app/operations/coverage/activation/show-activations.server.ts";
import { showTeam } from "#app/operations/coverage/shock-team/answer-shock-team.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Who is the shock team of ${data?.unit.name ?? "this unit"}? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  // The zone in which times are read is the unit's own, so the unit is asked about first.
  const present = orRefuse(ctx, args.request, await showTeam(ctx, { unitCode }));
  const { unit } = present;
  const asked = askedTimes(ctx, args.request, unit.timeZone);
  const shown = asked.isNow
    ? present
    : orRefuse(ctx, args.request, await showTeam(ctx, { unitCode, ...asked.when }));
  const views = viewsHere(ctx, unit);
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, contact: unit.contact },
    views,
    mayRecord: (await showRecording(ctx, unit.code)).ok,
    trigger: ctx.content.shockTeam.trigger,
    asked,
    team: teamView(ctx, shown.body),
  };
}

export default function ShockTeam() {
  const { frame, unit, views, team, asked, trigger, mayRecord } = useLoaderData<typeof loader>();
  const errors = Object.entries(asked.fields).map(([field, message]) => ({ field, message }));
  const always = team.seats.filter((seat) => seat.addWhen === null);
  const added = team.seats.filter((seat) => seat.addWhen !== null);
  return (
    <PersonalPage frame={frame}>
      <ErrorSummary errors={errors} title="This is the team now" />
      <PageHeader
        title={asked.isNow ? "Who is the shock team now?" : "Who was the shock team?"}
        lead={`${unit.name}${unit.contact ? `, ${unit.contact}` : ""}`}
        crumbs={[
          ...(views.includes("coverage") ? [{ label: "Units", to: "/units" }] : []),
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
        actions={
          mayRecord && (
            <ButtonLink to={`/units/${unit.code}/activations/new`} icon="plus">
              Record a call
            </ButtonLink>
          )
        }
      />
      <UnitTabs code={unit.code} current="shock-team" views={views} />
      <Answer
        value={team.value}
        question="Can a full team join a call?"
        sentence={team.sentence}
        facts={factsOf(team)}
      />
      {team.notices.map((words) => (
        <Notice key={words} kind="warn">
          <p>{words}</p>
        </Notice>
      ))}
      <Panel title="In every call" lead={trigger}>
        <TeamSeats seats={always} zone={team.zone} />
      </Panel>
      <Panel title="Joins when there is reason">
        <TeamSeats seats={added} zone={team.zone} />
      </Panel>
      <AnotherInstant page={`/units/${unit.code}/shock-team`} asked={asked} zone={team.zone} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function factsOf({ at, holdsUntil, zone, staleAfter, ledgerSeq }: Data["team"]) {
  return [
    { label: "Asked for", value: momentWords(at, zone) },
    {
      label: "Holds until",
      value: holdsUntil === null ? "No change known" : momentWords(holdsUntil, zone),
    },
    {
      label: "Roster good until",
      value: staleAfter === null ? "None published" : momentWords(staleAfter, zone),
    },
    { label: "Record entry", value: <span className="code">{ledgerSeq}</span> },
  ];
}
