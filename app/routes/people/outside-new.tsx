import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ValidityFields } from "#app/components/validity-fields.tsx";
import { choicesOf } from "#app/http/choices.server.ts";
import { personContextFor } from "#app/http/context.server.ts";
import { daysOf, today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf, personPath, replacedIn } from "#app/http/people.server.ts";
import {
  RecordExternalCredential,
  recordExternalCredential,
  verificationMethods,
} from "#app/operations/credential/record-external-credential.server.ts";

export const meta: MetaFunction = () => [{ title: "Record an outside credential · Systole" }];

/** A new one, or with `?replaces=` a new check of one that is recorded. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown, back } = await personOf(args);
  const before = replacedIn(ctx, args.request, shown.outside);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    person: { id: shown.person.id, name: shown.person.name },
    zone: shown.zone,
    externals: [...ctx.content.externals.values()].map(({ code, name, reverifyMonths }) => ({
      value: code,
      label: `${name} (${code}), checked every ${reverifyMonths.value} months`,
    })),
    methods: choicesOf(ctx, "methods", verificationMethods),
    before: before && {
      id: before.id,
      code: before.code,
      number: before.number ?? undefined,
      source: before.source,
    },
    days: before ? daysOf(before.during, shown.zone) : { validFrom: today(ctx, shown.zone) },
    back,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, RecordExternalCredential);
  if (!form.ok) return wrongFields(form);
  const done = await recordExternalCredential(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(personPath(ctx, form.value.personId));
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;
type Props = Page & { reply: ReturnType<typeof useActionData<typeof action>> };

export default function OutsideNew() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { frame, person, before, back, zone, days } = page;
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={before ? "Check an outside credential again" : "Record an outside credential"}
        lead={`Of ${person.name}. Your name and this moment are kept with it.`}
        crumbs={[{ label: person.name, to: back }]}
      />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", page.id)} />
        <input type="hidden" name="personId" value={person.id} />
        {before && <input type="hidden" name="supersedes" value={before.id} />}
        <What {...page} reply={reply} />
        <How {...page} reply={reply} />
        <ValidityFields reply={reply} {...days} timeZone={zone} />
        <div>
          <Button>Record it</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}

function What({ externals, before, reply }: Props) {
  const typed = typedIn(reply);
  const options = before ? externals.filter((each) => each.value === before.code) : externals;
  return (
    <>
      <Select
        name="code"
        label="Credential"
        options={options}
        empty={before ? undefined : "Choose one"}
        value={typed.of("code", before?.code)}
        error={reply?.fields.code}
        required
      />
      <TextField
        name="number"
        label="Number"
        width="medium"
        code
        value={typed.of("number", before?.number)}
        error={reply?.fields.number}
        required={false}
      />
    </>
  );
}

function How({ methods, before, reply }: Props) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <>
      <RadioGroup
        name="standing"
        label="What is known"
        value={typed.of("standing")}
        error={errors.standing}
        options={[
          {
            value: "verified",
            label: "Verified",
            hint: "You looked it up at its source. It counts until its next check.",
          },
          {
            value: "attested",
            label: "Attested",
            hint: "The person says so, or shows a copy. It is shown and does not count.",
          },
        ]}
        required
      />
      <Select
        name="method"
        label="How"
        options={methods}
        empty="Choose how"
        value={typed.of("method")}
        error={errors.method}
        required
      />
      <TextField
        name="source"
        label="Source"
        hint="The register, the issuer, or the document."
        value={typed.of("source", before?.source)}
        error={errors.source}
        required
      />
    </>
  );
}
