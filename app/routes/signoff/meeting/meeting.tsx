import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { CheckboxGroup } from "#app/components/field.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { MeetingAgenda } from "#app/components/meeting-agenda.tsx";
import { clockWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  AttendMeeting,
  attendMeeting,
} from "#app/operations/signoff/meeting/attend-meeting.server.ts";
import { showMeeting } from "#app/operations/signoff/meeting/show-meeting.server.ts";

export const meta: MetaFunction = () => [{ title: "Meeting of the committee · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const view = orRefuse(ctx, args.request, await showMeeting(ctx, args.params.meeting ?? ""));
  return { frame: await frameFor(ctx, args.request), view };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const meetingId = args.params.meeting ?? "";
  const form = await parseForm(args.request, AttendMeeting.omit({ meetingId: true }));
  if (!form.ok) return wrongFields(form);
  const done = await attendMeeting(ctx, { ...form.value, meetingId });
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/committee/meetings/${meetingId}?done=attendance`);
}

type View = ReturnType<typeof useLoaderData<typeof loader>>["view"];

export default function Meeting() {
  const { frame, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const [search] = useSearchParams();
  const { meeting, fellows } = view;
  const base = `/committee/meetings/${meeting.id}`;
  const open = fellows.find((each) => each.finding === null);
  const isSigned = meeting.signedSeq !== null;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="The attendance was not recorded" />
      {search.get("done") === "attendance" && !reply && (
        <Notice kind="done" title="The attendance is recorded" />
      )}
      <PageHeader
        title="Meeting of the committee"
        lead={`${meeting.programmeName}, ${momentWords(meeting.heldAt, meeting.timeZone)}, called by ${meeting.calledByName}.`}
        crumbs={[{ label: "Meetings", to: "/committee/meetings" }]}
        actions={
          <>
            {open && !isSigned && view.may.look && (
              <ButtonLink to={`${base}/fellows/${open.fellowshipId}`} icon="arrow">
                To {open.name}
              </ButtonLink>
            )}
            <ButtonLink to={`${base}/minutes`} kind={open ? "secondary" : "primary"} icon="sign">
              Minutes
            </ButtonLink>
          </>
        }
      />
      {isSigned && (
        <Notice kind="info" title="The minutes are signed">
          Nothing in this meeting changes any more.
        </Notice>
      )}
      <Attendance view={view} error={reply?.fields.present} />
      <Panel title="Agenda" lead="Whoever declares a conflict of interest takes no part there.">
        <MeetingAgenda rows={fellows} base={view.may.look ? `${base}/fellows` : null} />
      </Panel>
    </PersonalPage>
  );
}

function Attendance({ view, error }: { view: View; error?: string }) {
  const { members, attendance, may, meeting } = view;
  return (
    <Panel
      title={may.attend ? "Who is there" : "Who was there"}
      lead={may.attend ? "Tick everybody who is in the room now; untick who leaves." : undefined}
    >
      {may.attend && (
        <Form method="post" className="form" key={attendance.length}>
          <CheckboxGroup
            name="present[]"
            label="Present"
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
            values={members.filter((each) => each.isPresent).map((each) => each.id)}
            error={error}
          />
          <div>
            <Button kind="secondary" icon="check">
              Record who is there
            </Button>
          </div>
        </Form>
      )}
      <DataTable
        caption="Who came and went"
        rows={attendance}
        rowKey={(row) => row.id}
        empty="Nobody has been recorded as present."
        columns={[
          { key: "member", header: "Member", heads: true, cell: (row) => row.memberName },
          { key: "is", header: "Is", cell: (row) => (row.isPresent ? "Present" : "Left") },
          { key: "at", header: "At", cell: (row) => clockWords(row.at, meeting.timeZone) },
        ]}
      />
    </Panel>
  );
}
