import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { activationChoices, readActivation } from "#app/http/activation-form.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { recordActivation } from "#app/operations/coverage/activation/record-activation.server.ts";
import { showRecording } from "#app/operations/coverage/activation/show-activations.server.ts";
import { ActivationFields } from "./activation-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Record a call of the shock team · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showRecording(ctx, args.params.unit ?? ""));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    choices: activationChoices(ctx.content),
    first: { id: uuidv7(), activatedAt: fieldTime(ctx.now, unit.timeZone) },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showRecording(ctx, args.params.unit ?? ""));
  const form = await readActivation(args.request, unit.timeZone, {});
  if (!form.ok) return wrongFields(form);
  const done = await recordActivation(ctx, unit.code, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/units/${unit.code}/activations/${done.value.id}`);
}

export default function ActivationNew() {
  const { frame, unit, choices, first } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} lists={["devices"]} />
      <PageHeader
        title="Record a call of the shock team"
        lead={`For ${unit.name}. Nothing of the patient is asked for. Who joined comes next.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Activations", to: `/units/${unit.code}/activations` },
        ]}
      />
      <Form method="post" className="form">
        <p className="soft">{choices.trigger}</p>
        <ActivationFields first={first} choices={choices} zone={unit.zone} reply={reply} />
        <div>
          <Button>Record the call</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
