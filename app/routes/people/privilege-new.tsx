import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { Select } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ValidityFields } from "#app/components/validity-fields.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { privilegeName } from "#app/http/privileges.server.ts";
import {
  privilegeCodes,
  RecordPrivilege,
  recordPrivilege,
} from "#app/operations/roster/record-privilege.server.ts";
import { showUnitPeople } from "#app/operations/roster/show-unit-people.server.ts";

export const meta: MetaFunction = () => [{ title: "Grant a local privilege · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit, candidates } = orRefuse(
    ctx,
    args.request,
    await showUnitPeople(ctx, args.params.unit ?? ""),
  );
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { id: unit.id, code: unit.code, name: unit.name, timeZone: unit.timeZone },
    people: candidates.map(({ id, label }) => ({ value: id, label })),
    codes: privilegeCodes(ctx.content).map((code) => ({
      value: code,
      label: `${privilegeName(ctx.content, code)} (${code})`,
    })),
    today: today(ctx, unit.timeZone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordPrivilege);
  if (!form.ok) return wrongFields(form);
  const done = await recordPrivilege(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/units/${args.params.unit}/people`);
}

export default function PrivilegeNew() {
  const { frame, id, unit, people, codes, today } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Grant a local privilege"
        lead="It lets somebody do in this unit what their credential says they can."
        crumbs={[{ label: unit.name, to: `/units/${unit.code}/people` }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="unitId" value={unit.id} />
        <Select
          name="personId"
          label="Person"
          options={people}
          empty="Choose a person"
          value={typed.of("personId")}
          error={reply?.fields.personId}
          required
        />
        <Select
          name="code"
          label="What they may do here"
          options={codes}
          empty="Choose a privilege"
          value={typed.of("code")}
          error={reply?.fields.code}
          required
        />
        <ValidityFields reply={reply} validFrom={today} timeZone={unit.timeZone} />
        <div>
          <Button>Grant it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
