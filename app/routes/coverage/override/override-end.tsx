import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Interruption } from "#app/components/interruption.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { overrideRow } from "#app/http/override-rows.server.ts";
import { EndOverride, endOverride } from "#app/operations/coverage/override/end-override.server.ts";
import { showOverride } from "#app/operations/coverage/override/show-overrides.server.ts";

export const meta: MetaFunction = () => [{ title: "End an override now? · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showOverride(ctx, args.params.override ?? "");
  const line = orRefuse(ctx, args.request, found);
  // Whoever may not end it, or comes too late, is shown how it stands.
  if (!line.mayEnd) throw redirect(`/overrides/${line.id}`);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: line.unit.code, name: line.unit.name },
    row: overrideRow(line),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const override = args.params.override ?? "";
  const form = await parseForm(args.request, EndOverride);
  if (!form.ok) return wrongFields(form);
  const done = await endOverride(ctx, override, form.value);
  return done.ok
    ? redirect(`/overrides/${override}?ended`)
    : refusedForm(ctx, done.refusal, form.typed);
}

export default function OverrideEnd() {
  const { frame, id, unit, row } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const here = `/overrides/${row.id}`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was ended" />
      <PageHeader
        title="End this override now?"
        lead={`${row.doctor} in ${unit.name}: ${row.reason}`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Overrides", to: `/units/${unit.code}/overrides` },
          { label: "This override", to: here },
        ]}
      />
      <Interruption
        title={`It ends at once, not at ${momentWords(row.declaredUntil, row.zone)}`}
        effects={[
          "From then on it stands beside no answer, neither on a page or a board nor in what a system is told.",
          "What was answered while it ran stays as it was. The answer itself is unchanged.",
          `Somebody who neither declared it nor is named in it still looks at it by ${momentWords(row.reviewDueAt, row.zone)}, and can do so from now on.`,
          "It cannot be taken up again. If it is needed once more, declare another one.",
        ]}
        actions={
          <>
            <Form method="post">
              <input type="hidden" name="id" value={typedIn(reply).of("id", id)} />
              <Button kind="destroy">End it now</Button>
            </Form>
            <ButtonLink to={here} kind="quiet">
              Leave it
            </ButtonLink>
          </>
        }
      />
    </PersonalPage>
  );
}
