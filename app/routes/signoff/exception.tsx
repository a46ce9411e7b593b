import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { SignedText } from "#app/components/dossier.tsx";
import { RadioGroup } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ProveAgain, signingForm } from "#app/components/prove-again.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import {
  DecideException,
  decideException,
} from "#app/operations/signoff/decide-exception.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import {
  WithdrawException,
  withdrawException,
} from "#app/operations/signoff/withdraw-exception.server.ts";

export const meta: MetaFunction = () => [{ title: "An exception · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const view = orRefuse(ctx, args.request, await showDossier(ctx, args.params.review ?? ""));
  const asked = view.exceptions.find((each) => each.id === args.params.exception);
  if (!asked) throw notFound(ctx, args.request);
  const line = view.lines.find((each) => each.line === asked.line);
  return {
    frame: await frameFor(ctx, args.request),
    signer: await signerOf(ctx, args.request),
    asked,
    requirement: line ? `${line.title} (${line.in})` : asked.line,
    progress: line ? `${line.have} of ${line.need} shown` : "Not asked any more",
    on: dayWords(asked.proposedAt, view.review.timeZone),
    review: view.review,
    credential: `${view.credentialName} (${view.review.credentialCode})`,
  };
}

const Sent = z.discriminatedUnion("intent", [
  DecideException.omit({ exceptionId: true }).extend({
    intent: z.literal("decide-exception"),
    ...proving,
  }),
  WithdrawException.omit({ exceptionId: true }).extend({
    intent: z.literal("withdraw-exception"),
    ...proving,
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const { review = "", exception: exceptionId = "" } = args.params;
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { value, typed } = form;
  const signing = { ...value, exceptionId };
  const proven = await prove(ctx, value, signing);
  if (!proven.ok) return refusedField(ctx, proven.refusal, typed);
  const reauthentication = proven.value;
  const decided =
    signing.intent === "decide-exception"
      ? await decideException(ctx, { ...signing, reauthentication })
      : await withdrawException(ctx, { ...signing, reauthentication });
  return decided.ok ? redirect(`/signoff/${review}`) : refusedField(ctx, decided.refusal, typed);
}

export default function ExceptionPage() {
  const { frame, signer, asked, review, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was signed"
        labels={{ outcome: "Your decision", password: "Your password" }}
      />
      <PageHeader
        title="An exception"
        lead={`${asked.proposedByName} asks to leave one requirement aside for ${review.personName}.`}
        crumbs={[
          { label: "Sign-off", to: "/signoff" },
          { label: review.personName, to: `/signoff/${review.id}` },
        ]}
      />
      <Panel title="What is asked" lead="This is what a second person agrees to, or does not.">
        <KeyValues
          items={[
            { label: "For", value: page.credential },
            { label: "Requirement", value: page.requirement },
            { label: "So far", value: page.progress },
            { label: "Why", value: asked.reason },
            { label: "Asked by", value: `${asked.proposedByName}, ${page.on}` },
            { label: "SHA-256", value: asked.digest, code: true },
          ]}
        />
        <SignedText text={asked.text} />
      </Panel>
      {asked.outcome && (
        <Notice kind="info" title={ended[asked.outcome]}>
          By {asked.decidedByName}.
        </Notice>
      )}
      {asked.mayWithdraw && <TakeBack {...{ signer, reply, asked }} />}
      {asked.mayDecide ? (
        <DecideForm {...{ signer, reply, asked }} />
      ) : (
        !asked.outcome && (
          <Notice kind="info" title="It waits for a second person">
            A member of the committee without a conflict of interest decides, or another director of
            the programme. Who asked for it cannot.
          </Notice>
        )
      )}
    </PersonalPage>
  );
}

const ended = { approved: "Agreed", refused: "Not agreed", withdrawn: "Taken back" } as const;

/** For who asked, as long as nobody has decided. */
function TakeBack({ signer, asked, reply }: Page & { reply: Reply | undefined }) {
  return (
    <Panel
      title="Take it back"
      lead="It stays on record, and cannot be asked for again in this review."
    >
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="withdraw-exception" />
        <input type="hidden" name="exceptionId" value={asked.id} />
        <input type="hidden" name="shownDigest" value={asked.digest} />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button kind="secondary">Take it back</Button>
        </div>
      </Form>
    </Panel>
  );
}

type Page = Pick<ReturnType<typeof useLoaderData<typeof loader>>, "signer" | "asked">;

function DecideForm({ signer, asked, reply }: Page & { reply: Reply | undefined }) {
  const typed = typedIn(reply);
  return (
    <Panel title="Your decision">
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="decide-exception" />
        <input type="hidden" name="exceptionId" value={asked.id} />
        <input type="hidden" name="shownDigest" value={asked.digest} />
        <RadioGroup
          name="outcome"
          label="Your decision"
          options={[
            { value: "approved", label: "Agree", hint: "Your name stands in what is signed" },
            { value: "refused", label: "Do not agree", hint: "The requirement stays as it is" },
          ]}
          value={typed.of("outcome")}
          error={reply?.fields.outcome}
          required
        />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button icon="sign">Sign the decision</Button>
        </div>
      </Form>
    </Panel>
  );
}
