import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CredentialRequirements } from "#app/components/credential-progress.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showTowards } from "#app/operations/training/progress/show-progress.server.ts";
import { baseOf, underFellow } from "./dossier-tabs.ts";
import { credentialDetail } from "./progress-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.detail.name ?? "Progress"} · Systole` },
];

/** The fellow's own page, or a fellow's as those who oversee the programme see it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = null, credential = "" } = args.params;
  const shown = await showTowards(ctx, fellowshipId, credential);
  const view = orRefuse(ctx, args.request, shown);
  return {
    frame: await frameFor(ctx, args.request),
    zone: view.fellowship.timeZone,
    fellow: fellowshipId === null ? null : view.fellowship.fellowName,
    base: baseOf(fellowshipId),
    detail: credentialDetail(ctx.content, view, baseOf(fellowshipId)),
  };
}

export default function CredentialProgress() {
  const { frame, zone, fellow, base, detail } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={fellow ? `${fellow}: ${detail.name}` : detail.name}
        crumbs={underFellow(fellow, base)}
        state={<StateMark state={detail.state} />}
        lead={
          <>
            Every number is the curriculum's, release {detail.release}:{" "}
            <a href={`/curriculum/credentials/${detail.code}`}>where it comes from</a>.
          </>
        }
      />
      {detail.eligible && (
        <Notice kind="done" title="Everything is shown">
          Next the committee reviews it, and then the programme director decides and signs.
        </Notice>
      )}
      <CredentialRequirements groups={detail.groups} zone={zone} />
    </PersonalPage>
  );
}
