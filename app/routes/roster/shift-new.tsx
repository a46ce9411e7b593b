import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { readShiftForm, shiftChoices, shiftReply } from "#app/http/shift-form.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { PersonField, ShiftPlace, ShiftTimes } from "./shift-fields.tsx";
import "./roster.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Add a shift in ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, args.params.unit ?? ""));
  const { code, name, timeZone } = found.unit;
  const { searchParams } = new URL(args.request.url);
  return {
    /** A gap's page gives its times along. */
    times: { start: searchParams.get("start") ?? "", end: searchParams.get("end") ?? "" },
    frame: await frameFor(ctx, args.request),
    unit: { code, name, zone: timeZone },
    choices: shiftChoices(ctx, found),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const { people } = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const read = readShiftForm(await args.request.formData(), people);
  const { raw, reason, typed, wrong } = read;
  if (wrong) return data({ fields: wrong, words: null, typed }, 422);
  const change = { unitCode, source: null, row: raw, instead: null, reason };
  const said = shiftReply(ctx, await changeShift(ctx, change), typed);
  if (said) return data(said.reply, said.status);
  return redirect(`/units/${unitCode}/roster?published`);
}

export default function ShiftNew() {
  const { frame, unit, choices, times } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Add a shift"
        lead={`In ${unit.name}. All other shifts stay as they are.`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: `/units/${unit.code}/roster` },
        ]}
      />
      <Form method="post" className="form">
        <PersonField
          people={choices.people}
          name="registration"
          label="Person"
          value={typed.of("registration")}
          error={reply?.fields.registration}
          required
        />
        <ShiftTimes values={times} reply={reply} zone={unit.zone} />
        <ShiftPlace choices={choices} values={{}} reply={reply} />
        <TextField
          name="reason"
          label="Reason"
          hint="Needed where the shift has begun."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={500}
          required={false}
        />
        <div>
          <Button>Add it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
