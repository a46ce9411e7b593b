import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AnotherInstant } from "#app/components/another-instant.tsx";
import { Answer, AnswerRules } from "#app/components/answer.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { EvidenceMarks } from "#app/components/evidence-marks.tsx";
import { lengthWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OverrideNote } from "#app/components/override-note.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ReviewsDue } from "#app/components/reviews-due.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import { answerView, placeWords } from "#app/http/answer-view.server.ts";
import { askedTimes } from "#app/http/asked-times.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { reviewsDue } from "#app/http/reviews-due.server.ts";
import { mayOverride, mayPublish, viewsHere } from "#app/http/unit-views.server.ts";
import { showNow } from "#app/operations/coverage/show-now.server.ts";
import { OnDuty } from "./on-duty.tsx";
import { WhomToCall } from "./whom-to-call.tsx";

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
    views: viewsHere(ctx, unit),
    /** A shift is put right where it is seen, while it is now that is looked at. */
    change:
      asked.isNow && mayPublish(ctx, unit)
        ? `/units/${unit.code}/shifts/edit?back=now&shift=`
        : null,
    mayOverride: mayOverride(ctx, unit),
    reviews: await reviewsDue(ctx),
    changed: new URL(args.request.url).searchParams.has("changed"),
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
  const { frame, unit, views, answer, asked, next, now, change, ...page } =
    useLoaderData<typeof loader>();
  const errors = Object.entries(asked.fields).map(([field, message]) => ({ field, message }));
  return (
    <PersonalPage frame={frame}>
      <ErrorSummary errors={errors} title="This is the answer for now" />
      <PageHeader
        title={unit.name}
        lead={`${answer.tier}, ${unit.site}`}
        crumbs={views.includes("coverage") ? [{ label: "Units", to: "/units" }] : []}
      />
      {page.changed && (
        <Notice kind="done">
          <p>
            Published. The answer below uses it.{" "}
            <a href={`/units/${unit.code}/roster/history`}>What was changed, and how to undo it</a>
          </p>
        </Notice>
      )}
      <Answer
        value={answer.value}
        question="Is a qualified cardiologist on shift?"
        sentence={answer.sentence}
        facts={factsOf(answer, now)}
      >
        {asked.isNow && <WhomToCall answer={answer} unit={unit} />}
      </Answer>
      {answer.override && (
        <OverrideNote
          override={{ ...answer.override, end: answer.overrideUntil }}
          zone={answer.zone}
          to={views.includes("overrides") ? `/units/${unit.code}/overrides` : undefined}
        />
      )}
      {page.mayOverride && asked.isNow && answer.value !== "yes" && (
        <p>
          <a href={`/units/${unit.code}/override`}>
            A doctor takes responsibility all the same: declare an override
          </a>
        </p>
      )}
      {answer.notices.map((words) => (
        <Notice key={words} kind="warn">
          <p>{words}</p>
        </Notice>
      ))}
      <UnitTabs code={unit.code} current="now" views={views} />
      <ReviewsDue {...page.reviews} />
      <Panel title="Who is on duty">
        <OnDuty people={answer.people} zone={answer.zone} change={change} />
        <Next next={next} zone={answer.zone} />
      </Panel>
      <Panel
        title="Rule by rule"
        lead={
          views.includes("rules") && (
            <a className="tap" href={`/units/${unit.code}/rules`}>
              What each rule asks for, in plain words
            </a>
          )
        }
        meta={<span className="soft">{answer.ruleSets.join(", ")}</span>}
      >
        <AnswerRules rules={ruleViews(answer)} />
        <p>
          <a href={receiptOf(unit.code, answer, asked.isNow)} download>
            This answer as a signed receipt
          </a>
          , which <a href="/receipts/verify">anybody can check</a>
        </p>
      </Panel>
      <AnotherInstant page={`/units/${unit.code}`} asked={asked} zone={answer.zone} />
    </PersonalPage>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function factsOf({ at, knownAt, holdsUntil, data, zone, ledgerSeq }: Data["answer"], now: number) {
  const asked = { label: "Asked for", value: momentWords(at, zone) };
  const known = { label: "As known at", value: momentWords(knownAt, zone) };
  const holds = {
    label: "Holds until",
    value: holdsUntil === null ? "No change known" : momentWords(holdsUntil, zone),
  };
  return [
    ...(at === now && knownAt === now ? [holds, asked] : [asked, known, holds]),
    { label: "Roster", value: rosterWords(data, knownAt, zone) },
    { label: "Record entry", value: <span className="code">{ledgerSeq}</span> },
  ];
}

function receiptOf(code: string, { at, knownAt }: Data["answer"], isNow: boolean): string {
  const times = { at: formatInstant(at as Instant), knownAt: formatInstant(knownAt as Instant) };
  return `/units/${code}/receipt${isNow ? "" : `?${new URLSearchParams(times)}`}`;
}

function rosterWords(
  { receivedAt, staleAfter }: Data["answer"]["data"],
  then: number,
  zone: string,
) {
  if (receivedAt === null) return "None published";
  const age = `Confirmed ${lengthWords(then - receivedAt)} before`;
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
