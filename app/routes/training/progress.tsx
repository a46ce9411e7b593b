import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { CredentialList } from "#app/components/credential-list.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showOwnProgress } from "#app/operations/training/show-progress.server.ts";
import { credentialSummary } from "./progress-view.ts";

export const meta: MetaFunction = () => [{ title: "What is still missing · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showOwnProgress(ctx));
  const { fellowship, progress, held, at } = shown;
  const credentials = progress.map((each) =>
    credentialSummary(ctx.content, each, held.includes(each.credential)),
  );
  return {
    frame: await frameFor(ctx, args.request),
    at,
    zone: fellowship.timeZone,
    programme: fellowship.programmeName,
    release: fellowship.release,
    credentials: [...credentials].sort(nearestFirst),
  };
}

type Sorted = { readonly held: boolean; readonly met: number; readonly of: number };

/** What is nearest to its end stands first; what is held already, last. */
function nearestFirst(a: Sorted, b: Sorted): number {
  return Number(a.held) - Number(b.held) || b.met / b.of - a.met / a.of;
}

export default function Progress() {
  const { frame, at, zone, programme, release, credentials } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="What is still missing"
        lead={`${programme}, curriculum ${release}. What is complete here still has to be recommended by the committee and signed by the director.`}
        actions={
          <>
            <ButtonLink to="/logbook/new" icon="plus">
              Log a case
            </ButtonLink>
            <ButtonLink to="/requests/new" icon="eye" kind="secondary">
              Ask for an observation
            </ButtonLink>
          </>
        }
      />
      <Panel title="Your credentials">
        <CredentialList credentials={credentials} base="/progress" />
      </Panel>
      <p className="soft">
        As recorded on <Moment at={at} zone={zone} />.
      </p>
    </PersonalPage>
  );
}
