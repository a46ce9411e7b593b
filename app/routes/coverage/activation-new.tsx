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
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { activationChoices, readActivation } from "#app/http/activation-form.server.ts";
import { activationLine } from "#app/http/activation-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { recordActivation } from "#app/operations/coverage/activation/record-activation.server.ts";
import { showRecording } from "#app/operations/coverage/activation/show-activations.server.ts";
import { ActivationFields } from "./activation-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Record a call of the shock team · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showRecording(ctx, args.params.unit ?? ""));
  const { unit, own } = found;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    mayList: viewsOf(ctx, unit).includes("activations"),
    own: own.map((each) => activationLine(ctx, each)),
    choices: activationChoices(ctx.content),
    first: { id: uuidv7(), activatedAt: fieldTime(ctx.now, unit.timeZone) },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showRecording(ctx, args.params.unit ?? ""));
  const { unit } = found;
  const form = await readActivation(args.request, unit.timeZone, {});
  if (!form.ok) return wrongFields(form);
  const done = await recordActivation(ctx, unit.code, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/units/${unit.code}/activations/${done.value.id}`);
}

export default function ActivationNew() {
  const { frame, unit, mayList, own, choices, first } = useLoaderData<typeof loader>();
  const here = `/units/${unit.code}/activations`;
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} lists={["devices"]} />
      <PageHeader
        title="Record a call of the shock team"
        lead={`For ${unit.name}. Nothing of the patient is asked for. Who joined comes next.`}
        crumbs={
          mayList
            ? [
                { label: unit.name, to: `/units/${unit.code}` },
                { label: "Activations", to: here },
              ]
            : []
        }
      />
      {!mayList && own.length > 0 && (
        <Panel
          title="Recorded by you in the last day"
          lead="Who joined and when support began are added there."
        >
          <ul>
            {own.map((each) => (
              <li key={each.id}>
                <a className="tap" href={`${here}/${each.id}`}>
                  Called {momentWords(each.activatedAt, unit.zone)}, SCAI stage {each.scaiStage}
                </a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
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
