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
import { Select, TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { day, later } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { dayText } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  BeginFeedbackRound,
  beginFeedbackRound,
} from "#app/operations/training/feedback/begin-feedback-round.server.ts";
import { prepareFeedbackRound } from "#app/operations/training/feedback/show-feedback-round.server.ts";

export const meta: MetaFunction = () => [{ title: "Begin a round of feedback · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const about = orRefuse(ctx, args.request, await prepareFeedbackRound(ctx));
  const { round } = ctx.content.feedback;
  const asked = new URL(args.request.url).searchParams.get("fellow");
  const zone = about[0]?.fellowship.timeZone ?? "UTC";
  const inDays = (days: number) => dayText(later(ctx.now, days * day), zone);
  const subjects = new Map(
    about.flatMap((each) =>
      each.subjects.map(({ code, name, assessors }) => [code, { name, needed: assessors.value }]),
    ),
  );
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    fellows: about.map(({ fellowship }) => ({
      value: fellowship.id,
      label: fellowship.fellowId === ctx.actor.id ? "You" : fellowship.fellowName,
    })),
    chosen: about.find((each) => each.fellowship.id === asked)?.fellowship.id ?? null,
    subjects: [...subjects].map(([value, { name }]) => ({ value, label: name })),
    needed: Math.max(0, ...[...subjects.values()].map((each) => each.needed)),
    advised: round.advised.value,
    most: round.invitedMax.value,
    days: {
      first: inDays(round.daysMin.value),
      usual: inDays(round.days.value),
      last: inDays(round.daysMax.value),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, BeginFeedbackRound);
  if (!form.ok) return wrongFields(form);
  const begun = await beginFeedbackRound(ctx, form.value);
  if (!begun.ok) return refusedField(ctx, begun.refusal, form.typed);
  return redirect("/feedback?done=begun");
}

const labels = { raters: "E-mail addresses of the raters", lastDay: "Last day" };

export default function FeedbackBegin() {
  const { frame, fellows, ...form } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nobody was invited yet" />
      <PageHeader
        title="Begin a round of feedback"
        crumbs={[{ label: "Feedback", to: "/feedback" }]}
        lead={`A round counts from ${form.needed} answers on. Some never answer, so invite ${form.advised} or more.`}
      />
      {fellows.length === 0 || form.subjects.length === 0 ? (
        <EmptyState title="No round can begin" icon="people">
          A round is about somebody whose fellowship runs today, under a curriculum that asks for
          it.
        </EmptyState>
      ) : (
        <RoundForm fellows={fellows} form={form} reply={reply} />
      )}
    </PersonalPage>
  );
}

type Data = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame" | "fellows">;

function RoundForm({
  fellows,
  form,
  reply,
}: {
  fellows: readonly { value: string; label: string }[];
  form: Data;
  reply: Parameters<typeof typedIn>[0];
}) {
  const { of } = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <Chosen
        name="fellowshipId"
        label="About"
        options={fellows}
        value={of("fellowshipId", form.chosen ?? undefined)}
        error={errors.fellowshipId}
      />
      <Chosen
        name="subjectCode"
        label="What is judged"
        options={form.subjects}
        value={of("subjectCode")}
        error={errors.subjectCode}
      />
      <TextArea
        name="raters"
        label="E-mail addresses of the raters"
        hint={`One on each line, ${form.needed} to ${form.most}. Physicians, nurses and other professions who have worked in the same team. Each gets a link of their own.`}
        rows={10}
        value={of("raters")}
        error={errors.raters}
        required
      />
      <TextField
        name="lastDay"
        label="Last day"
        type="date"
        width="short"
        min={form.days.first}
        max={form.days.last}
        value={of("lastDay", form.days.usual)}
        error={errors.lastDay}
        required
      />
      <Notice title="Who said what is not kept">
        Nothing is shown to anybody before the round has ended, and nothing at all if fewer than
        five answer. The addresses are deleted when it ends.
      </Notice>
      <div>
        <Button icon="people">Begin the round</Button>
      </div>
    </Form>
  );
}

/** One option is settled, of several one is chosen. */
function Chosen(props: {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  value?: string;
  error?: string;
}) {
  const [only, second] = props.options;
  if (!second) return <input type="hidden" name={props.name} value={only?.value} />;
  return <Select {...props} empty="Choose one" required />;
}
