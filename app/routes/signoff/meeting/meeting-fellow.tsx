import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { FellowChanges } from "#app/components/fellow-changes.tsx";
import { FindingForm } from "#app/components/finding-form.tsx";
import { findingWords } from "#app/components/finding-words.ts";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { FindingMark } from "#app/components/meeting-agenda.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import {
  DeclareConflict,
  declareConflict,
} from "#app/operations/signoff/meeting/declare-conflict.server.ts";
import {
  RecordFinding,
  recordFinding,
} from "#app/operations/signoff/meeting/record-finding.server.ts";
import { showMeeting } from "#app/operations/signoff/meeting/show-meeting.server.ts";
import { showMeetingFellow } from "#app/operations/signoff/meeting/show-meeting-fellow.server.ts";
import { keptView } from "#app/operations/training/cohort/save-view.server.ts";
import { Conflicts, formId, LastTime, Reviews, Steps } from "./meeting-fellow-panels.tsx";
import { changesView, findingForm } from "./meeting-fellow-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.name} in committee` : "Committee"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { meeting: meetingId = "", fellowship = "" } = args.params;
  const view = orRefuse(ctx, args.request, await showMeetingFellow(ctx, meetingId, fellowship));
  const { fellow, agenda, position } = view;
  const asked = new URL(args.request.url).searchParams.get("keys");
  const keys = orRefuse(ctx, args.request, await keptView(ctx, "committee-keys", asked));
  const to = (at: number) => {
    const found = agenda[at];
    return found ? { to: found.fellowshipId, name: found.name } : null;
  };
  const met = view.epas.filter((each) => each.met).length;
  return {
    frame: await frameFor(ctx, args.request),
    base: `/committee/meetings/${meetingId}`,
    fellowshipId: fellow.id,
    name: fellow.fellowName,
    place: `${position + 1} of ${agenda.length}`,
    next: to(position + 1),
    previous: to(position - 1),
    keys: keys.query !== "off",
    lead: `${fellow.programmeName}, curriculum ${fellow.release}. ${met} of ${view.epas.length} activities at their target.`,
    last: view.last && {
      recommendation: view.last.recommendation,
      rationale: view.last.rationale?.text ?? null,
    },
    changes: changesView(ctx.content, view),
    zone: fellow.timeZone,
    form: findingForm(ctx.content, view, uuidv7()),
    finding: view.finding?.recommendation ?? null,
    mayFind: view.may.find && view.notNow === null,
    mayDeclare: view.may.attend,
    isSigned: view.meeting.signedSeq !== null,
    notNow: view.notNow && explain(ctx, view.notNow),
    part: view.part,
    quorum: view.quorum,
    conflicts: view.conflicts.map(({ memberName, reason }) => ({ memberName, reason })),
    reviews: view.reviews,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { meeting: meetingId = "", fellowship: fellowshipId = "" } = args.params;
  const given = await args.request.formData();
  const base = `/committee/meetings/${meetingId}`;
  if (given.get("intent") === "conflict") {
    const form = parseFormData(given, DeclareConflict.pick({ memberId: true, reason: true }));
    if (!form.ok) return wrongFields(form);
    const declared = await declareConflict(ctx, { ...form.value, meetingId, fellowshipId });
    if (!declared.ok) return refusedField(ctx, declared.refusal, form.typed);
    return redirect(`${base}/fellows/${fellowshipId}`);
  }
  const Sent = RecordFinding.omit({ meetingId: true, fellowshipId: true, milestones: true });
  const form = parseFormData(given, Sent);
  if (!form.ok) return wrongFields(form);
  const milestones = milestonesIn(form.typed);
  const found = await recordFinding(ctx, { ...form.value, milestones, meetingId, fellowshipId });
  if (!found.ok) return refusedField(ctx, found.refusal, form.typed);
  const after = orRefuse(ctx, args.request, await showMeeting(ctx, meetingId));
  const at = after.fellows.findIndex((each) => each.fellowshipId === fellowshipId);
  const following = [...after.fellows.slice(at + 1), ...after.fellows.slice(0, at)];
  const next = following.find((each) => each.finding === null);
  return redirect(next ? `${base}/fellows/${next.fellowshipId}` : base);
}

function milestonesIn(typed: Reply["typed"]): Record<string, number> {
  const given = Object.entries(typed).filter(
    ([name, value]) => name.startsWith("milestone.") && value !== "",
  );
  return Object.fromEntries(given.map(([name, value]) => [name.slice(10), Number(value)]));
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function MeetingFellow() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  return (
    <PersonalPage frame={page.frame}>
      <FormErrors
        reply={reply}
        title="Nothing was recorded"
        labels={{ recommendation: "The committee finds", rationale: "Why", dissent: "Dissent" }}
        lists={["dissenters"]}
      />
      <PageHeader
        title={page.name}
        lead={page.lead}
        crumbs={[
          { label: "Committee", to: "/committee" },
          { label: "Meeting", to: page.base },
        ]}
        state={page.finding && <FindingMark finding={page.finding} />}
      />
      <Steps page={page} />
      <div className="meeting-fellow" key={page.fellowshipId}>
        <div className="stack">
          <LastTime page={page} />
          <FellowChanges changes={page.changes} zone={page.zone} />
          <Reviews page={page} />
        </div>
        <div className="stack">
          <Deciding page={page} reply={reply} />
          <Conflicts page={page} reply={reply} />
        </div>
      </div>
    </PersonalPage>
  );
}

function Deciding({ page, reply }: { page: Page; reply: Reply | undefined }) {
  const { form, mayFind, isSigned, notNow, part, quorum, finding } = page;
  const there = part.map((each) => each.name).join(", ") || "Nobody";
  return (
    <Panel
      title="Finding"
      lead={`${there} ${part.length === 1 ? "takes" : "take"} part; ${quorum} are needed.`}
    >
      {isSigned && finding && (
        <Notice kind="info" title={findingWords[finding].word}>
          The minutes are signed; nothing changes any more.
        </Notice>
      )}
      {!isSigned && notNow && <Notice kind="warn">{notNow}</Notice>}
      {mayFind && (
        <FindingForm key={form.held?.id ?? "new"} formId={formId} view={form} reply={reply} />
      )}
    </Panel>
  );
}
