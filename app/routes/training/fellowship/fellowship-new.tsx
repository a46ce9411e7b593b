import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { permit } from "#app/domain/people/permit.ts";
import { beginningOf, endOfDay } from "#app/domain/people/validity.ts";
import { addMonths } from "#app/domain/time/wall-time.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { Day, today } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import {
  type PreparedFellowship,
  prepareFellowship,
} from "#app/operations/training/fellowship/prepare-fellowship.server.ts";

export const meta: MetaFunction = () => [{ title: "Begin a fellowship · Systole" }];

/** Whole days, as the programme's zone has them; what is left out is planned by the curriculum. */
const Beginning = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  fellowId: z.uuid(),
  firstDay: Day,
  lastDay: Day.optional(),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const search = new URL(args.request.url).searchParams;
  const prepared = await prepareFellowship(ctx, search.get("programme"));
  const { programme, release, months, fellows } = orRefuse(ctx, args.request, prepared);
  const firstDay = today(ctx, programme.timeZone);
  const zone = programme.timeZone;
  const plannedEnd = addMonths(beginningOf(firstDay, zone), months, zone) - 1;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    programme: { id: programme.id, name: programme.name, timeZone: programme.timeZone },
    back: backTo(ctx, programme),
    release: release.title,
    months,
    firstDay,
    plannedEnd: dayWords(plannedEnd, zone),
    fellow: search.get("fellow") ?? "",
    fellows: fellows.map(({ id, name }) => ({ value: id, label: name })),
    mayInvite: permit(ctx.actor, "person.invite", placeOf(programme), ctx.now).ok,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Beginning);
  if (!form.ok) return wrongFields(form);
  const { firstDay, lastDay, ...chosen } = form.value;
  const prepared = await prepareFellowship(ctx, chosen.programmeId);
  const { programme, months } = orRefuse(ctx, args.request, prepared);
  const zone = programme.timeZone;
  const startsAt = beginningOf(firstDay, zone);
  const endsAt =
    lastDay === undefined ? addMonths(startsAt, months, zone) : endOfDay(lastDay, zone);
  const begun = await beginFellowship(ctx, { ...chosen, startsAt, endsAt });
  if (!begun.ok) return refusedField(ctx, begun.refusal, form.typed);
  if (readsCohort(ctx, programme)) {
    return redirect(`/programme?programme=${programme.id}&done=begun`);
  }
  return redirect(`/admin/people/${chosen.fellowId}?begun=1`);
}

type Programme = PreparedFellowship["programme"];

function placeOf({ id, organisationId }: Programme) {
  return { programmeId: id, organisationId };
}

function readsCohort(ctx: PersonContext, programme: Programme): boolean {
  return permit(ctx.actor, "cohort.read", placeOf(programme), ctx.now).ok;
}

/** An administrator comes from the places, a director from the programme. */
function backTo(ctx: PersonContext, programme: Programme) {
  return readsCohort(ctx, programme)
    ? { label: "Programme", to: `/programme?programme=${programme.id}` }
    : { label: "Places", to: "/admin" };
}

/** Of the fields, as the form says them. */
const labels = { fellowId: "Fellow", firstDay: "First day", lastDay: "Planned last day" };

export default function FellowshipNew() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="The fellowship has not begun yet" />
      <PageHeader
        title="Begin a fellowship"
        lead="From the first day on the fellow can log cases, and their progress counts."
        crumbs={[page.back]}
      />
      <KeyValues
        items={[
          { label: "Programme", value: page.programme.name },
          { label: "Curriculum", value: page.release },
        ]}
      />
      {page.fellows.length === 0 && !reply ? (
        <NobodyToBegin mayInvite={page.mayInvite} />
      ) : (
        <Fields {...page} reply={reply} />
      )}
    </PersonalPage>
  );
}

function NobodyToBegin({ mayInvite }: { mayInvite: boolean }) {
  return (
    <EmptyState
      title="Nobody waits to begin"
      icon="people"
      action={
        mayInvite && (
          <ButtonLink to="/admin/people/new" icon="plus">
            Invite a fellow
          </ButtonLink>
        )
      }
    >
      {mayInvite
        ? "Invite somebody as a fellow of this programme first. They need not have joined yet."
        : "An administrator invites somebody as a fellow of this programme first. Then you begin their fellowship here."}
    </EmptyState>
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
      <input type="hidden" name="programmeId" value={page.programme.id} />
      <Select
        {...field("fellowId", page.fellow)}
        label="Fellow"
        hint="Who was invited as a fellow of this programme and is in no fellowship here."
        options={page.fellows}
        empty="Choose somebody"
        required
      />
      <TextField
        {...field("firstDay", page.firstDay)}
        label="First day"
        type="date"
        width="medium"
        unit={page.programme.timeZone}
        required
      />
      <TextField
        {...field("lastDay")}
        label="Planned last day"
        hint={`Leave it empty for the ${page.months} months that the curriculum plans: from today, until ${page.plannedEnd}.`}
        type="date"
        width="medium"
        unit={page.programme.timeZone}
        required={false}
      />
      <div>
        <Button icon="plus">Begin the fellowship</Button>
      </div>
    </Form>
  );
}
