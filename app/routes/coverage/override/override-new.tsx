import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Answer } from "#app/components/answer.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { OverrideNote } from "#app/components/override-note.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { reviewDueAt } from "#app/domain/coverage/override.ts";
import { hour, later } from "#app/domain/time/instant.ts";
import { answerView } from "#app/http/answer-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { type FormReply, refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf, personText } from "#app/http/person-text.server.ts";
import {
  DeclareOverride,
  declareOverride,
} from "#app/operations/coverage/override/declare-override.server.ts";
import { showNow } from "#app/operations/coverage/show-now.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { OverrideCheck } from "./override-check.tsx";
import { OverrideForm } from "./override-form.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Take responsibility in ${data?.unit.name ?? "a unit"}? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const { unit, people } = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const shown = orRefuse(ctx, args.request, await showNow(ctx, { unitCode }));
  const answer = answerView(ctx.content, shown.answer);
  const onDuty = answer.people.flatMap(({ name, registration, shifts }) =>
    registration && shifts.some((each) => !each.isAtHub) ? [{ name, registration }] : [],
  );
  const { overrideHoursMax } = ctx.content.staffing;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    answer: { value: answer.value, sentence: answer.sentence },
    running: answer.override && { ...answer.override, end: answer.overrideUntil },
    onDuty,
    people: people.map(personText),
    hoursMax: overrideHoursMax.value,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const { people } = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const sent = await args.request.formData();
  const other = String(sent.get("other") ?? "").trim();
  const who = other === "" ? null : personOf(other, people);
  if (who?.ok) sent.set("doctor", who.registration);
  const form = parseFormData(sent, DeclareOverride);
  if (who && !who.ok) {
    const fields = { ...(form.ok ? {} : form.fields), other: who.words };
    const reply: FormReply & { check: null } = {
      fields,
      words: null,
      typed: form.typed,
      check: null,
    };
    return data(reply, 422);
  }
  if (!form.ok) return wrongFields(form);
  const { doctor, hours, reason } = form.value;
  if (sent.get("intent") !== "declare") {
    const { overrideReviewHours, overrideHoursMax } = ctx.content.staffing;
    if (hours > overrideHoursMax.value) {
      const detail = { field: "hours", hours: overrideHoursMax.value };
      return refusedField(ctx, { code: "override_too_long", detail }, form.typed);
    }
    const named = people.find((each) => each.registration === doctor)?.name ?? doctor;
    const during = { start: ctx.now, end: later(ctx.now, Math.round(hours * hour)) };
    const due = reviewDueAt(during, overrideReviewHours.value);
    const check = { doctor, named, reason, hours, end: during.end, due };
    return data({ fields: {}, words: null, typed: form.typed, check });
  }
  const done = await declareOverride(ctx, unitCode, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/units/${unitCode}/overrides?declared`);
}

export default function OverrideNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, answer, running } = page;
  const reply = useActionData<typeof action>();
  const check = reply && "check" in reply ? reply.check : null;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing is recorded yet" />
      <PageHeader
        title={`Take responsibility in ${unit.name}?`}
        lead="For the hours in which the unit has to go on although the answer is not yes."
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Overrides", to: `/units/${unit.code}/overrides` },
        ]}
      />
      {check ? (
        <OverrideCheck
          unit={unit}
          check={check}
          id={idOf(reply) ?? page.id}
          answer={answer.value}
        />
      ) : (
        <>
          <Answer {...answer} question="Is a qualified cardiologist on shift?" />
          {running && <OverrideNote override={running} zone={unit.zone} />}
          <OverrideForm {...page} reply={reply} />
        </>
      )}
    </PersonalPage>
  );
}

function idOf(reply: { readonly typed: FormReply["typed"] } | undefined): string | null {
  const id = reply?.typed.id;
  return typeof id === "string" ? id : null;
}
