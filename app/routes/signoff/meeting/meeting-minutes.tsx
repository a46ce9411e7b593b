import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { SignedText } from "#app/components/dossier.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { MinutedFellows, type MinutesFellowView } from "#app/components/minutes.tsx";
import { clockWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ProveAgain, type SignerView, signingForm } from "#app/components/prove-again.tsx";
import { Signature } from "#app/components/signature.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import {
  type MinutesView,
  showMinutes,
} from "#app/operations/signoff/meeting/show-minutes.server.ts";
import { SignMinutes, signMinutes } from "#app/operations/signoff/meeting/sign-minutes.server.ts";
import { epaName } from "../entrustment-view.ts";
import { proofView } from "../signoff-view.ts";

export const meta: MetaFunction = () => [{ title: "Minutes of the committee · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showMinutes(ctx, args.params.meeting ?? ""));
  const { meeting, attendance } = found.room;
  const { signed, minutes } = found;
  const zone = meeting.timeZone;
  return {
    frame: await frameFor(ctx, args.request),
    signer: await signerOf(ctx, args.request),
    meetingId: meeting.id,
    programme: meeting.programmeName,
    when: momentWords(meeting.heldAt, zone),
    calledBy: meeting.calledByName,
    attendance: attendance.map(({ id, memberName, isPresent, at }) => ({
      id,
      words: `${memberName} ${isPresent ? "present from" : "left at"} ${clockWords(at, zone)}`,
    })),
    fellows: fellowsOf(ctx, found),
    text: minutes.text,
    digest: minutes.digest,
    meaning: minutes.meaning,
    digestHolds: found.digestHolds,
    maySign: found.maySign,
    notSignable: found.notSignable && explain(ctx, found.notSignable),
    signature: signed && {
      name: signed.printedName,
      role: `Chair of this meeting, ${meeting.programmeName}`,
      meaning: signed.meaning,
      at: momentWords(signed.signedAt, zone),
      ...proofView(signed.reauthentication),
      signed: { what: "Minutes, SHA-256", digest: signed.digest },
    },
  };
}

function fellowsOf({ content }: PersonContext, found: MinutesView): MinutesFellowView[] {
  const { room, minutes, said, part } = found;
  const nameOf = (id: string) => minutes.facts.names.get(id) ?? "";
  return minutes.facts.fellows.map(({ fellowshipId, name, finding, entrustments }) => ({
    fellowshipId,
    name,
    part: part.get(fellowshipId) ?? [],
    conflicts: room.conflicts
      .filter((each) => each.fellowshipId === fellowshipId)
      .map(({ memberName, reason }) => ({ memberName, reason })),
    finding: finding && {
      recommendation: finding.recommendation,
      rationale: said.get(fellowshipId)?.rationale ?? null,
      dissenters: finding.dissenters.map(nameOf),
      dissent: said.get(fellowshipId)?.dissent ?? null,
      halfYear: finding.halfYear,
      milestones: Object.entries(finding.milestones).map(([code, level]) => ({ code, level })),
      recordedBy: nameOf(finding.recordedBy),
      at: momentWords(finding.recordedAt, room.meeting.timeZone),
    },
    entrusted: entrustments.map(({ id, epa, level }) => ({
      id,
      words: `${epaName(content, epa)} at level ${level}`,
    })),
  }));
}

const Sent = SignMinutes.omit({ meetingId: true }).extend(proving);

/** The signer is proven before the act and outside it; what is signed is judged inside. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const meetingId = args.params.meeting ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { shownDigest } = form.value;
  const proven = await prove(ctx, form.value, { intent: "sign-minutes", shownDigest });
  if (!proven.ok) return refusedField(ctx, proven.refusal, form.typed);
  const reauthentication = proven.value;
  const signed = await signMinutes(ctx, { meetingId, shownDigest, reauthentication });
  if (!signed.ok) return refusedField(ctx, signed.refusal, form.typed);
  return redirect(`/committee/meetings/${meetingId}/minutes`);
}

export default function MeetingMinutes() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, signature } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="The minutes were not signed"
        labels={{ password: "Your password" }}
      />
      <PageHeader
        title="Minutes"
        lead={`Competency committee of ${page.programme}, ${page.when}.`}
        crumbs={[
          { label: "Meetings", to: "/committee/meetings" },
          { label: "Meeting", to: `/committee/meetings/${page.meetingId}` },
        ]}
        state={
          <StateMark
            state={signature ? "satisfied" : "in_progress"}
            word={signature ? "Signed" : "Not signed"}
          />
        }
      />
      {signature && <Signature signature={signature} />}
      <KeyValues
        items={[
          { label: "Called by", value: page.calledBy },
          {
            label: "Attendance",
            value:
              page.attendance.length === 0 ? (
                "Nobody recorded"
              ) : (
                <ul className="plain-list">
                  {page.attendance.map((each) => (
                    <li key={each.id}>{each.words}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <MinutedFellows fellows={page.fellows} />
      <Panel
        title="What a signature covers"
        lead="The minutes as this text (RFC 8785). Words stand in it by their salted digest, so that they can be erased without breaking it."
      >
        <KeyValues
          items={[
            ...(page.signature ? [] : [{ label: "SHA-256", value: page.digest, code: true }]),
            {
              label: "Checked",
              value: page.digestHolds
                ? "Computed again from the text just now: the same."
                : "Computed again from the text just now: not the same.",
            },
          ]}
        />
        <SignedText text={page.text} />
      </Panel>
      {page.maySign && <SignForm page={page} signer={page.signer} reply={reply} />}
    </PersonalPage>
  );
}

type Page = Pick<
  ReturnType<typeof useLoaderData<typeof loader>>,
  "digest" | "meaning" | "notSignable"
>;

function SignForm({
  page,
  signer,
  reply,
}: {
  page: Page;
  signer: SignerView;
  reply: Reply | undefined;
}) {
  if (page.notSignable) {
    return (
      <Notice kind="warn" title="These minutes cannot be signed yet">
        {page.notSignable}
      </Notice>
    );
  }
  return (
    <Panel title="Sign as chair" lead={page.meaning}>
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="sign-minutes" />
        <input type="hidden" name="shownDigest" value={page.digest} />
        <ProveAgain
          signer={signer}
          reply={reply}
          hint="Again, so that it is surely you who signs. Nothing in the meeting changes afterwards."
        />
        <div>
          <Button icon="sign">Sign the minutes</Button>
        </div>
      </Form>
    </Panel>
  );
}
