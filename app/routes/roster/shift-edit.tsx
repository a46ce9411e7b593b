import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { shiftOfAddress } from "#app/http/shift-address.server.ts";
import { readShiftForm, shiftChoices, shiftReply } from "#app/http/shift-form.server.ts";
import { plainTime } from "#app/http/unit-time.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import { findShift } from "#app/operations/roster/find-shift.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { ShiftFields } from "./shift-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Change a shift · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const asked = shiftOfAddress(args.request);
  if (!asked) throw notFound(ctx, args.request);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const shift = await findShift(ctx, unitCode, asked.source, asked.key);
  const { timeZone, code, name } = found.unit;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code, name, zone: timeZone },
    choices: withHolder(shiftChoices(ctx, found), asked.key.registration),
    when: { start: asked.key.start, end: asked.key.end },
    who:
      found.people.find((each) => each.registration === asked.key.registration)?.name ??
      asked.key.registration,
    isGone: !shift.ok,
    values: {
      ...asked.key,
      start: plainTime(asked.key.start, timeZone),
      end: plainTime(asked.key.end, timeZone),
      responseMinutes: shift.ok ? String(shift.value.responseMinutes) : "",
      assignment: asked.key.assignment ?? "",
      contact: (shift.ok && shift.value.contact) || "",
    },
    reference: (shift.ok && shift.value.reference) || "",
  };
}

/** Somebody whom nobody's registration matches can still be kept as they stand. */
function withHolder(choices: ReturnType<typeof shiftChoices>, registration: string) {
  if (choices.people.some((each) => each.value === registration)) return choices;
  const kept = { value: registration, label: `${registration}, matched to nobody` };
  return { ...choices, people: [kept, ...choices.people] };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const asked = shiftOfAddress(args.request);
  if (!asked) throw notFound(ctx, args.request);
  const form = await args.request.formData();
  const { raw, reason, typed } = readShiftForm(form);
  const row = form.get("intent") === "remove" ? null : raw;
  const { source, key: instead } = asked;
  const done = await changeShift(ctx, { unitCode, source, row, instead, reason });
  const wrong = shiftReply(ctx, done, row ? typed : { reason: typed.reason });
  if (wrong) return data(wrong.reply, wrong.status);
  return redirect(`/units/${unitCode}/roster?published`);
}

export default function ShiftEdit() {
  const { frame, unit, choices, values, reference, who, when, isGone } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={isGone ? "This shift is no longer on the roster" : "Change a shift"}
        lead={`${who}, ${spanWords(when.start, when.end, unit.zone)}`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: `/units/${unit.code}/roster` },
        ]}
        actions={
          isGone && (
            <ButtonLink to={`/units/${unit.code}/roster`}>See the roster as it stands</ButtonLink>
          )
        }
      />
      {!isGone && (
        <>
          <Form method="post" className="form">
            <input type="hidden" name="reference" value={reference} />
            <ShiftFields choices={choices} values={values} reply={reply} zone={unit.zone} />
            <div>
              <Button>Save the change</Button>
            </div>
          </Form>
          <Panel
            title="Take it off the roster"
            lead="Only this shift; all others stay as they are."
          >
            <Form method="post" className="form">
              <TextField
                name="reason"
                label="Reason"
                hint="Needed where the shift has begun."
                value={typedIn(reply).of("reason")}
                required={false}
                maxLength={500}
              />
              <div>
                <Button kind="destroy" name="intent" value="remove">
                  Remove this shift
                </Button>
              </div>
            </Form>
          </Panel>
        </>
      )}
    </PersonalPage>
  );
}
