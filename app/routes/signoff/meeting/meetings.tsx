import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { MeetingTable } from "#app/components/meeting-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { listMeetings } from "#app/operations/signoff/meeting/list-meetings.server.ts";

export const meta: MetaFunction = () => [{ title: "Meetings of the committee · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { meetings, mayCall } = orRefuse(ctx, args.request, await listMeetings(ctx));
  return { frame: await frameFor(ctx, args.request), meetings, mayCall, now: ctx.now };
}

export default function Meetings() {
  const { frame, meetings, mayCall, now } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Meetings"
        lead="Every meeting ends with its minutes; once they are signed, nothing in it changes."
        crumbs={mayCall ? [{ label: "Committee", to: "/committee" }] : []}
        actions={
          mayCall && (
            <ButtonLink to="/committee/meetings/new" icon="plus">
              Call a meeting
            </ButtonLink>
          )
        }
      />
      {meetings.length === 0 ? (
        <EmptyState title="No meeting yet" icon="committee">
          {mayCall
            ? "The first one speaks about everybody who has been in training for half a year."
            : "Meetings that you attended stand here, with their minutes."}
        </EmptyState>
      ) : (
        <MeetingTable meetings={meetings} now={now} />
      )}
    </PersonalPage>
  );
}
