import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { Day, today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { AgreeHub, agreeHub } from "#app/operations/coverage/agree-hub.server.ts";
import { showHubs } from "#app/operations/coverage/show-hubs.server.ts";

export const meta: MetaFunction = () => [{ title: "Agree with a hub · Systole" }];

const Agreement = AgreeHub.extend({ validFrom: Day, validThrough: Day.optional() });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = await showHubs(ctx, args.params.unit ?? "");
  const { unit, others } = orRefuse(ctx, args.request, shown);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { id: unit.id, code: unit.code, name: unit.name, timeZone: unit.timeZone },
    others: others.map(({ id, name, site }) => ({ value: id, label: `${name}, ${site}` })),
    today: today(ctx, unit.timeZone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Agreement);
  if (!form.ok) return wrongFields(form);
  const done = await agreeHub(ctx, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/admin/units/${args.params.unit}`);
}

/** Of the fields, as the form says them. */
const labels = { hubUnitId: "Hub", validFrom: "First day", validThrough: "Last day" };

export default function HubNew() {
  const { frame, id, unit, others, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { of } = typedIn(reply);
  const field = (name: string, otherwise?: string) => ({
    name,
    value: of(name, otherwise),
    error: reply?.fields[name],
  });
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nothing was agreed yet" />
      <PageHeader
        title="Agree with a hub"
        lead={`While it holds, people on the hub's roster meet what ${unit.name} may have at a distance. They need the hub's local privileges, not this unit's.`}
        crumbs={[
          { label: "Places", to: "/admin" },
          { label: unit.name, to: `/admin/units/${unit.code}` },
        ]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", id)} />
        <input type="hidden" name="unitId" value={unit.id} />
        <input type="hidden" name="timeZone" value={unit.timeZone} />
        <Select
          {...field("hubUnitId")}
          label="Hub"
          options={others}
          empty="Choose a unit"
          required
        />
        <TextField
          {...field("validFrom", today)}
          label="First day"
          type="date"
          width="medium"
          unit={unit.timeZone}
          required
        />
        <TextField
          {...field("validThrough")}
          label="Last day"
          hint="It still holds on this day, to its end. Leave it empty if there is none."
          type="date"
          width="medium"
          unit={unit.timeZone}
          required={false}
        />
        <div>
          <Button>Record the agreement</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
