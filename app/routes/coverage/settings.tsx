import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { hoursLabels } from "#app/components/hours-rows.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { ageKinds } from "#app/domain/coverage/settings-check.ts";
import { oneRowMore } from "#app/domain/typed-rows.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { type FormReply, refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { formOfSettings, SettingsForm, settingsOfForm } from "#app/http/settings-form.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { changeSettings, showSettings } from "#app/operations/coverage/change-settings.server.ts";
import { Ages, Day, Responses, Service, settingLabels } from "./settings-fields.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: `Settings of ${shown?.unit.name ?? "the unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unit = orRefuse(ctx, args.request, await showSettings(ctx, args.params.unit ?? ""));
  const { staffing } = ctx.content;
  const day = { from: staffing.dayStartsAt, to: staffing.dayEndsAt };
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    isSaved: new URL(args.request.url).searchParams.has("saved"),
    values: formOfSettings(unit.settings, day),
    day,
    ages: ageKinds.map((kind) => ({ kind, standard: staffing.maxAgeMinutes[kind].value })),
  };
}

/** Rows that a button adds, by what their first field is called. */
const rowNames: Readonly<Record<string, string>> = {
  "add-hours": "from",
  "add-assignments": "assignment",
};

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const code = args.params.unit ?? "";
  const { settings } = orRefuse(ctx, args.request, await showSettings(ctx, code));
  const sent = await args.request.formData();
  const form = parseFormData(sent, SettingsForm);
  const added = rowNames[String(sent.get("intent"))];
  if (added) {
    const reply: FormReply = { fields: {}, words: null, typed: oneRowMore(form.typed, added) };
    return data(reply);
  }
  if (!form.ok) return wrongFields(form);
  const read = settingsOfForm(form.value, form.typed, settings);
  if (!read.ok) return wrongFields({ ok: false, fields: read.fields, typed: form.typed });
  const done = await changeSettings(ctx, code, read.own, form.value.reason ?? null);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/units/${code}/settings?saved`);
}

export default function Settings() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { unit, views, isSaved } = page;
  const hours = hoursLabels(reply?.fields ?? {});
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        labels={{ ...settingLabels, ...hours.labels }}
        lists={hours.lists}
        title="Nothing was changed yet"
      />
      <PageHeader
        title="Hours, ages and responses"
        lead={`Of ${unit.name}. Changes hold from now on; what was answered before is judged by what held then.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="settings" views={views} />
      {isSaved && !reply && <Notice kind="done" title="Saved, and in force from now on" />}
      <Form method="post" className="form">
        {/* The first button of a form is the one that the enter key presses. */}
        <button type="submit" hidden>
          Save
        </button>
        <Day {...page} reply={reply} />
        <Service {...page} reply={reply} />
        <Ages {...page} reply={reply} />
        <Responses {...page} reply={reply} />
        <div>
          <Button>Save</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}

export type SettingsPage = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
