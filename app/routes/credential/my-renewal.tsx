import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { RenewalPanel } from "#app/components/renewal-panel.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { myRenewal } from "#app/operations/credential/renewal-progress.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Renewal of ${data?.renewal.name ?? "a credential"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const renewal = orRefuse(ctx, args.request, await myRenewal(ctx, args.params.id ?? ""));
  return { frame: await frameFor(ctx, args.request), renewal };
}

export default function MyRenewal() {
  const { frame, renewal } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={`Renewal of ${renewal.name}`}
        crumbs={[{ label: "Your standing", to: "/my/credentials" }]}
        lead={`${renewal.code}. A registrar puts it before the committee once everything is shown; the director signs.`}
      />
      {renewal.reviewId && (
        <Notice kind="info" title="Your renewal is before the committee">
          You need to do nothing more unless somebody asks.
        </Notice>
      )}
      {!renewal.reviewId && renewal.missing === 0 && !renewal.renewedBy && (
        <Notice kind="done" title="Everything is shown">
          A registrar can put it before the committee now.
        </Notice>
      )}
      <p className="cluster">
        <ButtonLink kind="secondary" to="/my/maintenance" icon="plus">
          Log a maintenance case
        </ButtonLink>
      </p>
      <RenewalPanel view={renewal} />
    </PersonalPage>
  );
}
