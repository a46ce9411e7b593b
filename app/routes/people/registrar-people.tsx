import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { PeopleTable } from "#app/components/people-table.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { peopleLines } from "#app/http/people.server.ts";

export const meta: MetaFunction = () => [{ title: "People · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const people = await peopleLines(ctx, args.request);
  return { frame: await frameFor(ctx, args.request), people };
}

export default function RegistrarPeople() {
  const { frame, people } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="People"
        lead="Open somebody to record what others gave them, and to check it at its source."
      />
      <PeopleTable people={people} base="/registrar/people" />
    </PersonalPage>
  );
}
