import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonRecord } from "#app/components/person-record.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf } from "#app/http/people.server.ts";
import { recordLines } from "#app/http/person-record.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.person.name ?? "Person"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown } = await personOf(args);
  const { id, name, email } = shown.person;
  return {
    frame: await frameFor(ctx, args.request),
    person: { id, name, email },
    record: recordLines(ctx, shown),
  };
}

export default function RegistrarPerson() {
  const { frame, person, record } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title={person.name}
        lead={person.email ?? undefined}
        crumbs={[{ label: "People", to: "/registrar/people" }]}
      />
      <PersonRecord personId={person.id} record={record} />
    </PersonalPage>
  );
}
