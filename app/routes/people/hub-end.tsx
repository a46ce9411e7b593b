import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { CorrectionForm } from "#app/components/correction-form.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { CorrectionAnswer } from "#app/http/correction.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { correctHub } from "#app/operations/coverage/agree-hub.server.ts";
import { showHubs } from "#app/operations/coverage/show-hubs.server.ts";

export const meta: MetaFunction = () => [{ title: "End a hub agreement · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showHubs(ctx, args.params.unit ?? ""));
  const found = shown.agreements.find((each) => each.id === args.params.agreement);
  if (!found) throw notFound(ctx, args.request);
  const { code, name, timeZone } = shown.unit;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    of: found.id,
    unit: { code, name, timeZone },
    title: `Hub: ${found.hubName}`,
    validity: validityWords(found.during.start, found.during.end, timeZone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CorrectionAnswer);
  if (!form.ok) return wrongFields(form);
  const done = await correctHub(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/admin/units/${args.params.unit}`);
}

export default function HubEnd() {
  const { frame, id, of, unit, title, validity } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const back = `/admin/units/${unit.code}`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={title}
        lead={`Recorded ${validity}.`}
        crumbs={[
          { label: "Places", to: "/admin" },
          { label: unit.name, to: back },
        ]}
      />
      <CorrectionForm id={id} of={of} timeZone={unit.timeZone} back={back} reply={reply} />
    </PersonalPage>
  );
}
