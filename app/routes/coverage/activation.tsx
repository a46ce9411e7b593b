import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { ButtonLink } from "#app/components/button.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { say } from "#app/domain/copy.ts";
import { joinModes, noSeat, seatsAsked } from "#app/domain/coverage/activation.ts";
import { readActivationChange } from "#app/http/activation-changes.server.ts";
import { activationView } from "#app/http/activation-view.server.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { fieldTime } from "#app/http/unit-time.server.ts";
import { showActivation } from "#app/operations/coverage/activation/show-activations.server.ts";
import { ActivationFacts, ActivationTeam } from "./activation-facts.tsx";
import { JoinForm, ReviewForm } from "./activation-forms.tsx";
import { ActivationSupport } from "./activation-support.tsx";

export const meta: MetaFunction = () => [{ title: "A call of the shock team · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = args.params.activation ?? "";
  const shown = orRefuse(ctx, args.request, await showActivation(ctx, asked));
  const { unit, case: call, candidates, may } = shown;
  const here = `/units/${unit.code}/activations/${call.standing.id}`;
  if (call.standing.id !== asked || args.params.unit !== unit.code) throw redirect(here);
  const { shockTeam, copy } = ctx.content;
  const seats = seatsAsked(shockTeam, call.standing);
  const others = shockTeam.seats.filter((each) => !seats.includes(each));
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    call: activationView(ctx, call),
    may,
    form: {
      id: uuidv7(),
      reviewId: uuidv7(),
      support: {
        record: uuidv7(),
        takeBack: uuidv7(),
        startedAt: call.support ? fieldTime(call.support.startedAt, unit.timeZone) : "",
      },
      joinedAt: fieldTime(ctx.now, unit.timeZone),
      seats: [
        ...seats.map(({ seat, title }) => ({ value: seat, label: title, group: "Asked for" })),
        ...others.map(({ seat, title }) => ({ value: seat, label: title, group: "Others" })),
        { value: noSeat, label: "Joined without a seat", group: "Others" },
      ],
      people: candidates.map(({ id, name, isOnDuty, seats: may }) => ({
        value: id,
        label: may.length > 0 ? `${name}: ${may.join(", ")}` : name,
        group: isOnDuty ? "On duty then" : "Others",
      })),
      modes: joinModes.map((value) => ({ value, label: say(copy, `join_modes.${value}`) })),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const id = args.params.activation ?? "";
  const { unit } = orRefuse(ctx, args.request, await showActivation(ctx, id));
  const form = await readActivationChange(args.request, unit.timeZone);
  if (!form.ok) return wrongFields(form);
  const done = await form.value(ctx, id);
  return done.ok
    ? redirect(`/units/${unit.code}/activations/${id}`)
    : refusedField(ctx, done.refusal, form.typed);
}

export default function Activation() {
  const { frame, unit, call, may, form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const crumbs = may.list ? [{ label: "Activations", to: `/units/${unit.code}/activations` }] : [];
  const sent = reply?.typed.what;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`The shock team was called ${momentWords(call.activatedAt, unit.zone)}`}
        lead={`${unit.name}. SCAI stage ${call.scaiStage}.`}
        crumbs={crumbs}
        actions={
          may.correct && (
            <ButtonLink kind="secondary" to={`/units/${unit.code}/activations/${call.id}/correct`}>
              Correct it
            </ButtonLink>
          )
        }
      />
      {call.voided && (
        <Notice kind="warn" title="There was no such call">
          <p>It was recorded in error and counts nowhere.</p>
        </Notice>
      )}
      {!call.voided && call.flags.length > 0 && (
        <Notice kind="warn" title="To look at">
          <ul>
            {call.flags.map((flag) => (
              <li key={flag}>{flag}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ActivationTeam call={call} zone={unit.zone} mayChange={may.correct} leaveId={form.id} />
      {may.correct && (
        <Panel title="Add who joined" id="join">
          <JoinForm
            key={form.id}
            form={form}
            zone={unit.zone}
            reply={sent === "join" ? reply : undefined}
          />
        </Panel>
      )}
      <ActivationSupport
        key={form.support.record}
        call={call}
        zone={unit.zone}
        mayChange={may.correct}
        form={form.support}
        reply={sent === "support" || sent === "no_support" ? reply : undefined}
      />
      <ActivationFacts call={call} zone={unit.zone} />
      {may.review && (
        <Panel title="Review it" id="review">
          <ReviewForm id={form.reviewId} reply={sent === "review" ? reply : undefined} />
        </Panel>
      )}
      <Panel title="What was recorded when">
        <Timeline
          events={call.versions.map(({ id, at, by, why, support }) => ({
            key: id,
            at: momentWords(at, unit.zone),
            title: why,
            by,
            detail: support !== null && `It ran from ${momentWords(support, unit.zone)}.`,
          }))}
        />
      </Panel>
    </PersonalPage>
  );
}
