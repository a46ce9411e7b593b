import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Answer, AnswerRules } from "#app/components/answer.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { EvidenceMarks } from "#app/components/evidence-marks.tsx";
import { DateTimeField } from "#app/components/field.tsx";
import { lengthWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { answerView, placeWords } from "#app/http/answer-view.server.ts";
import { askedTimes } from "#app/http/asked-times.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showNow } from "#app/operations/coverage/show-now.server.ts";
import { OnDuty } from "./on-duty.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Is a qualified cardiologist on shift in ${data?.unit.name ?? "this unit"}? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  // The zone in which times are read is the unit's own, so the unit is asked about first.
  const present = orRefuse(ctx, args.request, await showNow(ctx, { unitCode }));
  const { unit } = present;
  const asked = askedTimes(ctx, args.request, unit.timeZone);
  const shown = asked.isNow
    ? present
    : orRefuse(ctx, args.request, await showNow(ctx, { unitCode, ...asked.when }));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, contact: unit.contact, site: unit.site },
    views: viewsOf(ctx, unit),
    now: ctx.now,
    asked,
    answer: answerView(ctx.content, shown.answer),
    next: shown.next.map((each) => ({
      at: each.at,
      name: each.name,
      as: `${say(ctx.content.copy, `shift_roles.${each.role}`)}, ${placeWords(ctx.content.copy, each.presence, 0).replace(/, 0 min$/, "")}`,
    })),
  };
}

export default function Unit() {
  const { frame, unit, views, answer, asked, next, now } = useLoaderData<typeof loader>();
  const errors = Object.entries(asked.fields).map(([field, message]) => ({ field, message }));
  return (
    <PersonalPage frame={frame}>
      <ErrorSummary errors={errors} title="This is the answer for now" />
      <PageHeader
        title={unit.name}
        lead={`${answer.tier}, ${unit.site}${unit.contact ? `, ${unit.contact}` : ""}`}
        crumbs={[{ label: "Units", to: "/units" }]}
        actions={
          <ButtonLink to={`/units/${unit.code}/board`} kind="secondary" icon="board">
            Open the board
          </ButtonLink>
        }
      />
      <UnitTabs code={unit.code} current="now" views={views} />
      {answer.override && (
        <Notice kind="warn" title={`${answer.override.doctor.name} has taken responsibility`}>
          <p>{answer.override.reason} The answer below is unchanged by this.</p>
        </Notice>
      )}
      <Answer
        value={answer.value}
        question="Is a qualified cardiologist on shift?"
        sentence={answer.sentence}
        facts={factsOf(answer, now)}
      />
      {answer.notices.map((words) => (
        <Notice key={words} kind="warn">
          <p>{words}</p>
        </Notice>
      ))}
      <Panel title="Who is on duty">
        <OnDuty people={answer.people} zone={answer.zone} />
        <Next next={next} zone={answer.zone} />
      </Panel>
      <Panel title="Rule by rule" meta={<span className="soft">{answer.ruleSets.join(", ")}</span>}>
        <AnswerRules rules={ruleViews(answer)} />
      </Panel>
      <Another unit={unit} asked={asked} zone={answer.zone} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function factsOf({ at, knownAt, holdsUntil, data, zone, ledgerSeq }: Data["answer"], now: number) {
  const isThen = knownAt !== now;
  return [
    { label: "Asked for", value: momentWords(at, zone) },
    ...(isThen ? [{ label: "As known at", value: momentWords(knownAt, zone) }] : []),
    {
      label: "Holds until",
      value: holdsUntil === null ? "No change known" : momentWords(holdsUntil, zone),
    },
    { label: "Roster", value: rosterWords(data, knownAt, zone) },
    { label: "Record entry", value: <span className="code">{ledgerSeq}</span> },
  ];
}

function rosterWords(
  { receivedAt, staleAfter }: Data["answer"]["data"],
  then: number,
  zone: string,
) {
  if (receivedAt === null) return "None published";
  const age = `confirmed ${lengthWords(then - receivedAt)} before`;
  return staleAfter === null ? age : `${age}, good until ${momentWords(staleAfter, zone)}`;
}

function ruleViews({ rules, zone }: Data["answer"]) {
  return rules.map((rule) => ({
    ...rule,
    metBy: rule.metBy.map(({ name, evidence }) => ({
      name,
      evidence: <EvidenceMarks held={evidence} zone={zone} />,
    })),
  }));
}

function Next({ next, zone }: { next: Data["next"]; zone: string }) {
  const [first] = next;
  if (!first) return <p className="soft">Nobody else comes on duty within a day.</p>;
  const names = next.map((each) => `${each.name} (${each.as.toLowerCase()})`).join("; ");
  return (
    <p>
      <b>Next, {momentWords(first.at, zone)}:</b> {names}
    </p>
  );
}

function Another({ unit, asked, zone }: Pick<Data, "unit" | "asked"> & { zone: string }) {
  return (
    <Panel
      title="At another instant"
      lead="Any time, past or coming; and, if you like, as the record stood at another."
      id="another"
    >
      <form method="get" action={`/units/${unit.code}`} className="form">
        <DateTimeField
          name="at"
          label="When"
          zone={zone}
          value={asked.typed.at}
          error={asked.fields.at}
          required={false}
        />
        <DateTimeField
          name="knownAt"
          label="As known at"
          hint="Leave it empty for what is known now."
          zone={zone}
          value={asked.typed.knownAt}
          error={asked.fields.knownAt}
          required={false}
        />
        <p className="cluster">
          <Button>Ask</Button>
          {!asked.isNow && (
            <ButtonLink to={`/units/${unit.code}`} kind="quiet">
              Back to now
            </ButtonLink>
          )}
        </p>
      </form>
    </Panel>
  );
}
