import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { WorkingTimeForm, WorkingTimes } from "#app/components/working-times.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { Day, daysOf } from "#app/http/dates.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  RecordWorkingTime,
  recordWorkingTime,
  VoidWorkingTime,
  voidWorkingTime,
} from "#app/operations/training/fellowship/record-working-time.server.ts";
import {
  showWorkingTime,
  type WorkingTimeView,
} from "#app/operations/training/fellowship/show-working-time.server.ts";
import { baseOf, dossierTabs, viewCrumbs } from "../progress/dossier-tabs.ts";

export const meta: MetaFunction = () => [{ title: "Working time · Systole" }];

/** The fellow's own page, or the one on which the director records it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = null } = args.params;
  const view = orRefuse(ctx, args.request, await showWorkingTime(ctx, fellowshipId));
  const { fellowship, times, mayRecord } = view;
  const { searchParams } = new URL(args.request.url);
  const asked = searchParams.get("correct");
  const corrected = mayRecord ? times.find((each) => each.id === asked) : undefined;
  const zone = fellowship.timeZone;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    voidId: uuidv7(),
    fellowshipId: fellowship.id,
    base: baseOf(fellowshipId),
    name: fellowshipId === null ? null : fellowship.fellowName,
    zone,
    mayRecord,
    done: searchParams.get("done"),
    window: windowWords(view, fellowshipId === null),
    times: times.map(({ id, percent, during }) => ({ id, percent, ...during })),
    before: corrected
      ? { id: corrected.id, percent: corrected.percent, ...daysOf(corrected.during, zone) }
      : null,
  };
}

function windowWords({ window, fellowship }: WorkingTimeView, own: boolean): string {
  const { months, start, moved } = window;
  const whose = own ? "Your" : "The";
  const back = `${whose} window of ${months} months reaches back to ${dayWords(start, fellowship.timeZone)}`;
  if (moved === 0) return `${back}.`;
  return `${back}, ${moved} ${moved === 1 ? "day" : "days"} further than it would, because that time was not worked.`;
}

const Recording = RecordWorkingTime.extend({ firstDay: Day, lastDay: Day });

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship } = args.params;
  if (fellowship === undefined) throw notFound(ctx, args.request);
  const given = await args.request.formData();
  const here = `${baseOf(fellowship)}/working-time`;
  if (given.get("act") === "void") {
    const form = parseFormData(given, VoidWorkingTime.omit({ fellowshipId: true }));
    if (!form.ok) return wrongFields(form);
    const voided = await voidWorkingTime(ctx, { ...form.value, fellowshipId: fellowship });
    if (!voided.ok) return refusedForm(ctx, voided.refusal, form.typed);
    return redirect(`${here}?done=voided`);
  }
  const form = parseFormData(given, Recording.omit({ fellowshipId: true }));
  if (!form.ok) return wrongFields(form);
  const recorded = await recordWorkingTime(ctx, { ...form.value, fellowshipId: fellowship });
  if (!recorded.ok) return refusedField(ctx, recorded.refusal, form.typed);
  return redirect(`${here}?done=recorded`);
}

const doneWords: Readonly<Record<string, string>> = {
  recorded: "The working time is recorded, and the windows follow it",
  voided: "The entry never held, and the windows follow that",
};

const labels = { percent: "Per cent", firstDay: "First day", lastDay: "Last day" };

export default function WorkingTime() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { frame, base, name, zone, times, window, done, mayRecord } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nothing is recorded yet" />
      <PageHeader
        title={name ? `${name}: working time` : "Your working time"}
        crumbs={viewCrumbs(name)}
        lead="Leave and part-time move the windows of the curriculum by the time not worked. Nobody is asked why."
      />
      <Tabs label="Progress" tabs={dossierTabs(base, "/working-time")} />
      {done && doneWords[done] && <Notice kind="done" title={doneWords[done]} />}
      <Notice title={window}>
        Cases inside it count as recent. The end of a fellowship does not move by itself: the
        programme director changes it.
      </Notice>
      <Panel title="Leave and part-time">
        <WorkingTimes
          times={times}
          zone={zone}
          act={mayRecord ? { voidId: page.voidId, here: `${base}/working-time` } : null}
        />
      </Panel>
      {mayRecord && <WorkingTimeForm id={page.id} zone={zone} before={page.before} reply={reply} />}
    </PersonalPage>
  );
}
