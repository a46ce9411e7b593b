import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import {
  notFound,
  orRefuse,
  type PersonContext,
  personContextFor,
} from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { shiftAddress, shiftOfAddress } from "#app/http/shift-address.server.ts";
import { readShiftForm, shiftReply } from "#app/http/shift-form.server.ts";
import { thisMinute } from "#app/http/unit-time.server.ts";
import { changeShift } from "#app/operations/roster/change-shift.server.ts";
import { findShiftKey } from "#app/operations/roster/find-shift.server.ts";
import { listRosterable } from "#app/operations/roster/list-rosterable.server.ts";
import { ShiftPlace, ShiftTimes } from "./shift-fields.tsx";
import { ShiftReason } from "./shift-reason.tsx";
import { shiftView } from "./shift-view.ts";
import { ShiftWho } from "./shift-who.tsx";
import "./roster.css";

export const meta: MetaFunction = () => [{ title: "Change a shift · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const { search, searchParams } = new URL(args.request.url);
  const id = searchParams.get("shift");
  if (id !== null) throw redirect(await addressOf(ctx, args.request, unitCode, id));
  const asked = shiftOfAddress(search);
  if (!asked) throw notFound(ctx, args.request);
  const found = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  return {
    frame: await frameFor(ctx, args.request),
    backToNow: searchParams.get("back") === "now",
    ...(await shiftView(ctx, found, asked)),
  };
}

/** From an answer, which knows a shift by its id, to the address that says which one it is. */
async function addressOf(ctx: PersonContext, request: Request, unitCode: string, id: string) {
  const { source, shift } = orRefuse(ctx, request, await findShiftKey(ctx, unitCode, id));
  return `/units/${unitCode}/shifts/edit?back=now&${shiftAddress(source, shift)}`;
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const { search, searchParams } = new URL(args.request.url);
  const asked = shiftOfAddress(search);
  if (!asked) throw notFound(ctx, args.request);
  const { people } = orRefuse(ctx, args.request, await listRosterable(ctx, unitCode));
  const form = await args.request.formData();
  const { raw, reason, typed, wrong } = readShiftForm(form, people);
  const isRemoval = form.get("intent") === "remove";
  if (wrong && !isRemoval) return data({ fields: wrong, words: null, typed }, 422);
  const { source, key: instead } = asked;
  const from = typed.scope === "rest" ? thisMinute(ctx.now) : null;
  const row = isRemoval ? null : raw;
  const done = await changeShift(ctx, { unitCode, source, row, instead, reason, from });
  const said = shiftReply(ctx, done, typed);
  if (said) return data(said.reply, said.status);
  const isNow = searchParams.get("back") === "now";
  return redirect(isNow ? `/units/${unitCode}?changed` : `/units/${unitCode}/roster?published`);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ShiftEdit() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, who, when, isGone, backToNow } = page;
  const reply = useActionData<typeof action>();
  const back = backToNow ? `/units/${unit.code}` : `/units/${unit.code}/roster`;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={isGone ? "This shift is no longer on the roster" : "Change a shift"}
        lead={`${who}, ${spanWords(when.start, when.end, unit.zone)}`}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Roster", to: `/units/${unit.code}/roster` },
        ]}
        actions={isGone && <ButtonLink to={back}>See the roster as it stands</ButtonLink>}
      />
      {!isGone && <ShiftForm {...page} reply={reply} />}
    </PersonalPage>
  );
}

/** Who, when, why, and both ways out at once: what is asked for seldom is folded. */
function ShiftForm({ reply, ...page }: Omit<Data, "frame"> & { reply: Reply | undefined }) {
  const { unit, choices, values, reference, when, isFed } = page;
  const isOfPlace = ["role", "presence", "responseMinutes", "assignment", "contact"].some(
    (name) => reply?.fields[name],
  );
  const given = { values, reply };
  return (
    <Form method="post" className="form">
      <input type="hidden" name="reference" value={reference} />
      <ShiftWho {...page} reply={reply} people={choices.people} />
      <ShiftTimes {...given} zone={unit.zone} />
      {when.isRunning && <Scope reply={reply} />}
      {(when.hasBegun || reply?.fields.reason) && <ShiftReason reply={reply} />}
      <details className="fold" open={isOfPlace}>
        <summary>Role, place and telephone</summary>
        <div className="fold-body">
          <ShiftPlace {...given} choices={choices} />
        </div>
      </details>
      {isFed && (
        <Notice kind="info">
          <p>
            This shift comes from a roster system. Put it right there as well, or its next roster
            says what it said before.
          </p>
        </Notice>
      )}
      <p className="cluster">
        <Button icon="check">Save the change</Button>
        <Button kind="destroy" name="intent" value="remove" formNoValidate>
          Take it off the roster
        </Button>
      </p>
    </Form>
  );
}

function Scope({ reply }: { reply: Reply | undefined }) {
  return (
    <RadioGroup
      name="scope"
      label="From when"
      value={typedIn(reply).of("scope", "rest")}
      inline
      options={[
        { value: "rest", label: "From now on" },
        { value: "whole", label: "The whole shift was otherwise" },
      ]}
    />
  );
}
