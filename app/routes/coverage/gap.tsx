import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { momentWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Candidates } from "#app/components/rule-gap-table.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { say } from "#app/domain/copy.ts";
import { gapDecisions } from "#app/domain/coverage/gap/decision.ts";
import { formatInstant, instant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { gapPage } from "#app/http/gap-page.server.ts";
import { DecideGap, decideGap } from "#app/operations/coverage/gap/decide-gap.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Gap of ${data?.rule ?? "a rule"} in ${data?.unit.name ?? "a unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const page = orRefuse(ctx, args.request, await gapPage(ctx, args.params));
  const { copy } = ctx.content;
  return {
    frame: await frameFor(ctx, args.request),
    ...page,
    id: uuidv7(),
    isDone: new URL(args.request.url).searchParams.has("decided"),
    choices: gapDecisions.map((value) => ({ value, label: say(copy, `gap_decisions.${value}`) })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, DecideGap.omit({ unit: true, rule: true }));
  if (!form.ok) return wrongFields(form);
  const { unit = "", rule = "" } = args.params;
  const done = await decideGap(ctx, { ...form.value, unit, rule });
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`${new URL(args.request.url).pathname}?decided`);
}

export default function Gap() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { unit, gap, rule, at, isDone } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={{ words: "Why" }} />
      {isDone && (
        <Notice kind="done" title="Your decision is recorded">
          Nobody is alerted about what it covers. A gap that grows or moves is another one.
        </Notice>
      )}
      <PageHeader
        title={gap ? `Gap: ${gap.title}` : `${rule} is met`}
        lead={gap ? spanWords(gap.start, gap.end, unit.zone) : momentWords(at, unit.zone)}
        state={gap ? <StateMark state={gap.answer} /> : <StateMark state="yes" />}
        crumbs={[
          { label: unit.name, to: `/units/${unit.code}` },
          { label: "Next 30 days", to: `/units/${unit.code}/coverage` },
        ]}
      />
      {gap === null ? (
        <p>
          At this time the rule has no gap, by what the record says now. Nothing is to be decided.
        </p>
      ) : (
        <Found {...page} gap={gap} reply={reply} />
      )}
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Found = Page & { gap: NonNullable<Page["gap"]>; reply: Reply | undefined };

function Found({ gap, unit, ...page }: Found) {
  const { zone } = unit;
  return (
    <>
      {gap.isCutAtEnd && (
        <Notice kind="info">
          It goes on beyond what is shown here. A decision covers it as far as it is shown.
        </Notice>
      )}
      <Panel
        title="Why"
        meta={
          <span className="code">
            {gap.rule}
            {gap.severity === "warn" ? ", advised" : ""}
          </span>
        }
      >
        <ul>
          {gap.all.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Panel>
      <Panel
        title="Who could cover"
        lead="They qualify for all of it, and are on site nowhere meanwhile, by the record."
      >
        <Candidates people={gap.candidates} />
        {page.mayDecide && (
          <p>
            <a href={page.fill}>Put somebody on the roster for it</a>
          </p>
        )}
      </Panel>
      <Panel title="Decisions">
        {gap.decisions.length === 0 && <p className="soft">Nothing is decided yet.</p>}
        {gap.decisions.length > 0 && (
          <Timeline
            label="Decisions"
            events={gap.decisions.map(({ id, what, why, by, recordedAt, start, end }) => ({
              key: id,
              at: momentWords(recordedAt, zone),
              title: what,
              by,
              detail: `${why} For ${spanWords(start, end, zone)}.`,
            }))}
          />
        )}
      </Panel>
      {page.mayDecide && page.open && <Decide {...page} open={page.open} zone={zone} />}
    </>
  );
}

type Deciding = Pick<Found, "reply" | "id" | "choices"> & {
  open: { readonly start: number; readonly end: number };
  zone: string;
};

function Decide({ open, zone, reply, id, choices }: Deciding) {
  const typed = typedIn(reply);
  return (
    <Panel
      title="Decide about it"
      lead={`It holds for this rule and for ${spanWords(open.start, open.end, zone)}, and stops the alerts about that alone.`}
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <input type="hidden" name="start" value={formatInstant(instant(open.start))} />
        <input type="hidden" name="end" value={formatInstant(instant(open.end))} />
        <RadioGroup
          name="decision"
          label="What is decided"
          options={choices.map((each) =>
            each.value === "shift_will_be_filled"
              ? {
                  ...each,
                  hint: "Keeps quiet until a day before; if it is open still, it comes up again.",
                }
              : each,
          )}
          value={typed.of("decision")}
          error={reply?.fields.decision}
          required
        />
        <TextArea
          name="words"
          label="Why"
          hint="For whoever looks at this later. Nothing about patients."
          value={typed.of("words")}
          error={reply?.fields.words}
          maxLength={1_000}
          required
        />
        <div>
          <Button>Record the decision</Button>
        </div>
      </Form>
    </Panel>
  );
}
