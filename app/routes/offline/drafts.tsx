import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DraftList } from "#app/components/drafts.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";

export const meta: MetaFunction = () => [{ title: "Waiting to be sent · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  return { frame: await frameFor(ctx, args.request) };
}

export default function Drafts() {
  const { frame } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Waiting to be sent"
        lead="What you filled in without network. It lies encrypted in this browser alone, and goes out by itself when there is network again."
      />
      <DraftList />
    </PersonalPage>
  );
}
