import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { say } from "#app/domain/copy.ts";
import { correctionReasons } from "#app/domain/coverage/activation.ts";
import { activationChoices, readActivation } from "#app/http/activation-form.server.ts";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { correctActivation } from "#app/operations/coverage/activation/record-activation.server.ts";
import { showActivation } from "#app/operations/coverage/activation/show-activations.server.ts";
import { ActivationFields } from "./activation-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Correct a call of the shock team · Systole" }];

async function shown(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showActivation(ctx, args.params.activation ?? "");
  const { unit, case: call, may } = orRefuse(ctx, args.request, found);
  if (!may.correct) throw notFound(ctx, args.request);
  return { ctx, unit, standing: call.standing };
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, unit, standing } = await shown(args);
  const { scaiStage, mcs, devices, unloadingPlan, exitStrategy, emergency } = standing;
  const before = { scaiStage, mcs, devices, unloadingPlan, exitStrategy, emergency };
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    choices: activationChoices(ctx.content),
    reasons: correctionReasons.map((value) => ({
      value,
      label: say(ctx.content.copy, `activation_reasons.${value}`),
    })),
    supersedes: standing.id,
    first: {
      id: uuidv7(),
      activatedAt: plainTime(standing.activatedAt, unit.timeZone).slice(0, 16),
      ...before,
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { ctx, unit } = await shown(args);
  const more = { supersedes: z.uuid(), reason: z.enum(correctionReasons, "Choose a reason.") };
  const form = await readActivation(args.request, unit.timeZone, more);
  if (!form.ok) return wrongFields(form);
  const done = await correctActivation(ctx, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/units/${unit.code}/activations/${done.value.id}`);
}

export default function ActivationCorrect() {
  const { frame, unit, choices, first, reasons, supersedes } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  const here = `/units/${unit.code}/activations`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} lists={["devices"]} />
      <PageHeader
        title="Correct what was recorded"
        lead="What stood before is kept beside it, with your name and the reason."
        crumbs={[
          { label: "Activations", to: here },
          { label: "The call", to: `${here}/${supersedes}` },
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="supersedes" value={typed.of("supersedes", supersedes)} />
        <RadioGroup
          name="reason"
          label="Why"
          options={reasons}
          value={typed.of("reason")}
          error={reply?.fields.reason}
          required
        />
        <ActivationFields first={first} choices={choices} zone={unit.zone} reply={reply} />
        <div>
          <Button>Correct it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
