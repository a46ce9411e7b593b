import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
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

export default function AdminPeople() {
  const { frame, people } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="People"
        lead="Who is known here, and what they may do today."
        actions={
          <ButtonLink to="/admin/people/new" icon="plus">
            Invite somebody
          </ButtonLink>
        }
      />
      <PeopleTable people={people} base="/admin/people" />
    </PersonalPage>
  );
}
