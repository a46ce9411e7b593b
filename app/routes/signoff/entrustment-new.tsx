import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { EntrustmentScale } from "#app/components/entrustment-scale.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { beginningOf, endOfDay } from "#app/domain/people/validity.ts";
import { usualEntrustmentMonths } from "#app/domain/signoff/entrustment.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { Day, today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  DecideEntrustment,
  decideEntrustment,
} from "#app/operations/signoff/decide-entrustment.server.ts";
import {
  type Entrustable,
  prepareEntrustment,
} from "#app/operations/signoff/prepare-entrustment.server.ts";
import { rosterSentences } from "./entrustment-view.ts";

export const meta: MetaFunction = () => [{ title: "Decide on entrustment · Systole" }];

/** Whole days of the programme's zone; a first day of today means from now on. */
const Decision = DecideEntrustment.pick({ id: true, epa: true, level: true }).extend({
  fellowshipId: z.uuid(),
  meetingId: z.uuid(),
  /** Sent where the form was opened on the screen of a fellow in a meeting, to go back there. */
  from: z.literal("meeting").optional(),
  firstDay: Day,
  lastDay: Day.optional(),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { meetings, fellows } = orRefuse(ctx, args.request, await prepareEntrustment(ctx));
  const zone = fellows[0]?.timeZone ?? "UTC";
  const search = new URL(args.request.url).searchParams;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    asked: {
      meetingId: search.get("meeting") ?? (meetings.length === 1 ? meetings[0]?.id : undefined),
      fellowshipId: search.get("fellowship") ?? undefined,
    },
    meetings: meetings.map(({ id, programmeName, timeZone, heldAt }) => ({
      value: id,
      label: `${momentWords(heldAt, timeZone)}, ${programmeName}`,
    })),
    fellows: fellows.map((each) => ({
      value: each.fellowshipId,
      label: each.inTraining ? each.name : `${each.name}, fellowship ended`,
      group: each.programmeName,
    })),
    epas: ctx.content.current.epas.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name}`,
    })),
    anchors: ctx.content.scale.levels.map(({ level, label, anchor }) => ({
      level,
      label,
      sentence: anchor,
    })),
    sentences: rosterSentences(ctx.content),
    today: today(ctx, zone),
    zone,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellows } = orRefuse(ctx, args.request, await prepareEntrustment(ctx));
  const form = await parseForm(args.request, Decision);
  if (!form.ok) return wrongFields(form);
  const fellow = fellows.find((each) => each.fellowshipId === form.value.fellowshipId);
  if (!fellow) {
    const fields = { fellowshipId: "Choose one of the list." };
    return wrongFields({ ok: false, fields, typed: form.typed });
  }
  const decided = await decideEntrustment(ctx, wishOf(ctx, form.value, fellow));
  if (!decided.ok) return refusedField(ctx, decided.refusal, form.typed);
  const { from, meetingId, fellowshipId } = form.value;
  if (from) return redirect(`/committee/meetings/${meetingId}/fellows/${fellowshipId}`);
  return redirect("/committee?done=entrusted");
}

function wishOf(ctx: PersonContext, form: z.output<typeof Decision>, fellow: Entrustable) {
  const { id, meetingId, epa, level, firstDay, lastDay } = form;
  const { personId, programmeId, timeZone } = fellow;
  const begins = beginningOf(firstDay, timeZone);
  const startsAt = firstDay === today(ctx, timeZone) ? undefined : begins;
  const endsAt =
    lastDay === undefined
      ? addMonths(begins, usualEntrustmentMonths, timeZone)
      : endOfDay(lastDay, timeZone);
  return { id, personId, programmeId, meetingId, epa, level, startsAt, endsAt };
}

/** Of the fields, as the form says them. */
const labels = {
  meetingId: "Meeting",
  fellowshipId: "Fellow",
  epa: "Activity",
  level: "Level",
  firstDay: "First day",
  lastDay: "Last day",
};

export default function EntrustmentNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nothing was decided yet" />
      <PageHeader
        title="Decide on entrustment"
        lead={`What the committee decided together, on all that was observed. ${page.sentences.join(" ")}`}
        crumbs={[{ label: "Committee", to: "/committee" }]}
      />
      {page.fellows.length === 0 ? (
        <EmptyState title="No meeting goes on" icon="committee">
          The committee decides together, three present without a conflict of interest.{" "}
          <a href="/committee/meetings/new">Call a meeting</a> with the fellow on its agenda.
        </EmptyState>
      ) : (
        <Fields {...page} reply={reply} />
      )}
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Reply = ReturnType<typeof useActionData<typeof action>>;

function Fields({ reply, ...page }: Page & { reply: Reply }) {
  const { of } = typedIn(reply);
  const field = (name: string, otherwise?: string) => ({
    name,
    value: of(name, otherwise),
    error: reply?.fields[name],
  });
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", page.id)} />
      {page.asked.fellowshipId && <input type="hidden" name="from" value="meeting" />}
      <Select
        {...field("meetingId", page.asked.meetingId)}
        label="Meeting"
        hint="It needs three present who have no conflict of interest about this fellow."
        options={page.meetings}
        empty="Choose a meeting"
        required
      />
      <Select
        {...field("fellowshipId", page.asked.fellowshipId)}
        label="Fellow"
        options={page.fellows}
        empty="Choose somebody"
        required
      />
      <Select
        {...field("epa")}
        label="Activity"
        hint="A decision replaces the one before about the same activity, from its first day on."
        options={page.epas}
        empty="Choose an activity"
        required
      />
      <EntrustmentScale
        {...field("level")}
        legend="How far does the committee trust them with it?"
        anchors={page.anchors}
      />
      <TextField
        {...field("firstDay", page.today)}
        label="First day"
        hint="Today means from now on. It cannot begin before it is recorded."
        type="date"
        width="medium"
        unit={page.zone}
        required
      />
      <TextField
        {...field("lastDay")}
        label="Last day"
        hint={`It still holds on this day, to its end. Leave it empty for ${usualEntrustmentMonths} months from the first day.`}
        type="date"
        width="medium"
        unit={page.zone}
        required={false}
      />
      <div>
        <Button icon="check">Record the decision</Button>
      </div>
    </Form>
  );
}
