import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { DateTimeField, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { hour, later } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { fieldTime, readUnitTime } from "#app/http/unit-time.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";
import { showState } from "#app/operations/coverage/show-state.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `How many patients has ${data?.unit.name ?? "the unit"}? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showState(ctx, args.params.unit ?? ""));
  const { unit, reported, maxAgeMs } = shown;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    reported: reported.map((each) => ({
      ...each,
      label: say(ctx.content.copy, `services.${each.what}`),
    })),
    isSaved: new URL(args.request.url).searchParams.has("saved"),
    until: fieldTime(later(ctx.now, Math.min(maxAgeMs, 12 * hour)), unit.timeZone),
    hours: Math.round(maxAgeMs / hour),
  };
}

const Count = z.coerce
  .number("Write a whole number.")
  .int("Write a whole number.")
  .min(0, "Use at least 0.")
  .max(999, "Use at most 999.")
  .optional();
const Report = z.object({ ecmoPatients: Count, bedsOccupied: Count, validUntil: z.string() });

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { unit } = orRefuse(ctx, args.request, await showState(ctx, args.params.unit ?? ""));
  const form = await parseForm(args.request, Report);
  if (!form.ok) return wrongFields(form);
  const until = readUnitTime(form.value.validUntil, unit.timeZone);
  if (!until.ok) return wrongFields({ ...form, ok: false, fields: { validUntil: until.words } });
  const { ecmoPatients = null, bedsOccupied = null } = form.value;
  const report = { unitCode: unit.code, ecmoPatients, bedsOccupied, validUntil: until.at };
  const done = await recordState(ctx, report);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/units/${unit.code}/state?saved`);
}

export default function State() {
  const { frame, unit, views, reported, isSaved, until, hours } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title="Report the counts that rules ask for"
        lead={`For ${unit.name}. Leave one empty to leave it as it was reported last.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="state" views={views} />
      {isSaved && !reply && (
        <Notice kind="done">
          <p>Recorded. The next answer uses it.</p>
        </Notice>
      )}
      <Known reported={reported} zone={unit.zone} />
      <Form method="post" className="form">
        <TextField
          name="ecmoPatients"
          label="Patients on ECMO"
          type="number"
          inputMode="numeric"
          min={0}
          max={999}
          width="short"
          value={typed.of("ecmoPatients")}
          error={reply?.fields.ecmoPatients}
          required={false}
        />
        <TextField
          name="bedsOccupied"
          label="Beds occupied"
          type="number"
          inputMode="numeric"
          min={0}
          max={999}
          width="short"
          value={typed.of("bedsOccupied")}
          error={reply?.fields.bedsOccupied}
          required={false}
        />
        <DateTimeField
          name="validUntil"
          label="Holds until"
          hint={`It is relied on for at most ${hours} h.`}
          zone={unit.zone}
          value={typed.of("validUntil", until)}
          error={reply?.fields.validUntil}
          required
        />
        <div>
          <Button>Record</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}

type Reported = ReturnType<typeof useLoaderData<typeof loader>>["reported"];

function Known({ reported, zone }: { reported: Reported; zone: string }) {
  if (reported.length === 0) {
    return (
      <Notice kind="warn" title="Nothing is reported now">
        <p>Rules that ask for a count are unknown until you report it.</p>
      </Notice>
    );
  }
  return (
    <KeyValues
      items={reported.map(({ label, count, recordedAt, holdsUntil }) => ({
        label,
        value: `${count}, reported ${momentWords(recordedAt, zone)}, holds until ${momentWords(holdsUntil, zone)}`,
      }))}
    />
  );
}
