import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { CheckboxGroup, RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { serviceNames, unitTiers } from "#app/domain/coverage/rule.ts";
import { choicesOf } from "#app/http/choices.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { usualZone } from "#app/operations/people/scope-names.server.ts";
import { showPeople } from "#app/operations/people/show-people.server.ts";
import { showPlaces } from "#app/operations/people/show-places.server.ts";
import { CreateUnit, createUnit } from "#app/operations/roster/create-unit.server.ts";

export const meta: MetaFunction = () => [{ title: "Add a unit · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const places = orRefuse(ctx, args.request, await showPlaces(ctx));
  const people = orRefuse(ctx, args.request, await showPeople(ctx));
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    organisations: places.organisations.map(({ id, name }) => ({ value: id, label: name })),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    tiers: choicesOf(ctx, "tiers", unitTiers),
    services: choicesOf(ctx, "services", serviceNames),
    zone: usualZone(places),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CreateUnit);
  if (!form.ok) return wrongFields(form);
  const created = await createUnit(ctx, form.value);
  if (!created.ok) return refusedForm(ctx, created.refusal, form.typed);
  return redirect(`/admin/units/${created.value.code}`);
}

export default function UnitNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Add a unit"
        lead="From then on it is held to the rules of its tier, and its board answers."
        crumbs={[{ label: "Places", to: "/admin" }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typedIn(reply).of("id", page.id)} />
        <Place {...page} reply={reply} />
        <Standards {...page} reply={reply} />
        <div>
          <Button>Add the unit</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Props = Page & { reply: ReturnType<typeof useActionData<typeof action>> };

function Place({ organisations, zone, reply }: Props) {
  const typed = typedIn(reply);
  const text = (name: string, otherwise?: string) => ({
    name,
    value: typed.of(name, otherwise),
    error: reply?.fields[name],
    required: true,
  });
  return (
    <>
      <Select
        {...text("organisationId", organisations[0]?.value)}
        label="Organisation"
        options={organisations}
        empty="Choose an organisation"
      />
      <TextField {...text("name")} label="Name" />
      <TextField
        {...text("code")}
        label="Code"
        hint="Short, for addresses and machines: small letters, digits, hyphens. It never changes."
        width="medium"
        code
      />
      <TextField
        {...text("site")}
        label="Site"
        hint="Units of one site are under one roof: one person can serve both at once."
      />
      <TextField {...text("region")} label="Region" />
      <TextField
        {...text("jurisdiction")}
        label="Jurisdiction"
        hint="Licences of this country or state count here. Its two letters, such as DE or US-NY."
        width="short"
        code
      />
      <TextField
        {...text("timeZone", zone)}
        label="Time zone"
        hint="Such as Europe/Berlin. Days, nights and rosters are read in it."
        width="medium"
      />
      <TextField
        {...text("contact")}
        label="Contact"
        hint="A telephone number that somebody answers day and night."
        width="medium"
        type="tel"
      />
    </>
  );
}

function Standards({ tiers, services, people, reply }: Props) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <>
      <RadioGroup
        name="tier"
        label="Tier"
        hint="It decides which staffing rules hold."
        options={tiers}
        value={typed.of("tier")}
        error={errors.tier}
        required
      />
      <CheckboxGroup
        name="services[]"
        label="Services"
        hint="A unit with a VA-ECMO service is held to the ECMO guard, whatever its tier."
        options={services}
        values={typed.all("services")}
        error={errors.services}
      />
      <Select
        name="directorId"
        label="Director"
        options={people}
        empty="Nobody yet"
        value={typed.of("directorId")}
        error={errors.directorId}
        required={false}
      />
      <TextField
        name="defaultResponseMinutes"
        label="On-call response, where a roster gives none"
        hint="Leave it empty to have such rows refused."
        type="number"
        inputMode="numeric"
        width="short"
        unit="min"
        min={0}
        max={1440}
        value={typed.of("defaultResponseMinutes")}
        error={errors.defaultResponseMinutes}
        required={false}
      />
    </>
  );
}
