import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { CheckboxGroup, DateTimeField } from "#app/components/field.tsx";
import { findingWords } from "#app/components/finding-words.ts";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { localParts } from "#app/domain/time/wall-time.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { CallMeeting, callMeeting } from "#app/operations/signoff/meeting/call-meeting.server.ts";
import {
  type Callable,
  prepareMeeting,
} from "#app/operations/signoff/meeting/prepare-meeting.server.ts";

export const meta: MetaFunction = () => [{ title: "Call a meeting · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = new URL(args.request.url).searchParams.get("programme");
  const prepared = orRefuse(ctx, args.request, await prepareMeeting(ctx, asked));
  const { programmes, programme, fellows } = prepared;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    programme,
    when: localText(ctx.now, programme.timeZone),
    tabs: programmes.map(({ id, name }) => ({
      label: name,
      to: `/committee/meetings/new?programme=${id}`,
      current: id === programme.id,
    })),
    due: fellows.filter((each) => each.isDue).map((each) => each.fellowshipId),
    options: fellows.map((each) => ({
      value: each.fellowshipId,
      label: each.name,
      hint: dueWords(each, ctx.now, programme.timeZone),
    })),
  };
}

function dueWords({ dueAt, isDue, lastFoundAt, lastFinding }: Callable, now: number, zone: string) {
  const last =
    lastFoundAt !== null && lastFinding
      ? `last ${dayWords(lastFoundAt, zone)}: ${findingWords[lastFinding].word.toLowerCase()}`
      : "never spoken about";
  if (isDue && dueAt < now) return `Overdue since ${dayWords(dueAt, zone)}; ${last}`;
  return `Due ${dayWords(dueAt, zone)}; ${last}`;
}

/** As a field for a local date and time writes it. */
function localText(at: Callable["dueAt"], zone: string): string {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, CallMeeting);
  if (!form.ok) return wrongFields(form);
  const called = await callMeeting(ctx, form.value);
  if (!called.ok) return refusedField(ctx, called.refusal, form.typed);
  return redirect(`/committee/meetings/${called.value.id}`);
}

export default function MeetingNew() {
  const { frame, id, programme, when, tabs, due, options } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { of, all } = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="No meeting was called"
        labels={{ when: "When", agenda: "Agenda" }}
        lists={["agenda"]}
      />
      <PageHeader
        title="Call a meeting"
        lead={`Of the competency committee of ${programme.name}. Whoever is due is on the agenda already, whoever waits longest first.`}
        crumbs={[
          { label: "Committee", to: "/committee" },
          { label: "Meetings", to: "/committee/meetings" },
        ]}
      />
      {tabs.length > 1 && <Tabs label="Programmes" tabs={tabs} />}
      {options.length === 0 ? (
        <EmptyState title="Nobody is in training" icon="people">
          The director of the programme begins a fellowship first.
        </EmptyState>
      ) : (
        <Form method="post" className="form" key={programme.id}>
          <input type="hidden" name="id" value={of("id", id)} />
          <input type="hidden" name="programmeId" value={programme.id} />
          <DateTimeField
            name="when"
            label="When"
            zone={programme.timeZone}
            value={of("when", when)}
            error={reply?.fields.when}
            required
          />
          <CheckboxGroup
            name="agenda[]"
            label="Agenda"
            hint="In this order. Everybody is spoken about at least every half-year."
            options={options}
            values={all("agenda", due)}
            error={reply?.fields.agenda}
          />
          <div>
            <Button icon="committee">Call the meeting</Button>
          </div>
        </Form>
      )}
    </PersonalPage>
  );
}
