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
import { CommitteeVotes, DossierEvidence, SignedText } from "#app/components/dossier.tsx";
import { RadioGroup, TextArea, TextField } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Signature } from "#app/components/signature.tsx";
import { say } from "#app/domain/copy.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { issueCredential } from "#app/operations/credential/issue.server.ts";
import { verifyPassword } from "#app/operations/people/sign-in.server.ts";
import { CoSign, coSignSignOff } from "#app/operations/signoff/co-sign.server.ts";
import { Decide, type Decided, decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { type DossierView, showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import {
  WithdrawSignOff,
  withdrawSignOff,
} from "#app/operations/signoff/withdraw-sign-off.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Sign-off of ${data.view.review.personName}` : "Sign-off"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const view = orRefuse(ctx, args.request, await showDossier(ctx, args.params.review ?? ""));
  const roleWords = (role: string) => say(ctx.content.copy, `roles.${role}`);
  const { signOff } = view;
  const signatures = signOff ? [signOff, ...signOff.coSignatures] : [];
  return {
    frame: await frameFor(ctx, args.request),
    view,
    signOffId: uuidv7(),
    notApprovable: view.notApprovable ? explain(ctx, view.notApprovable) : null,
    coSignAs: view.may.coSignAs.map((role) => ({ role, words: roleWords(role) })),
    missing: view.coSignaturesMissing.map(roleWords),
    signatures: signatures.map(({ signerName, signerRole, signedAt, meaning }) => ({
      name: signerName,
      role: `${roleWords(signerRole)}, ${view.review.programmeName}`,
      at: momentWords(signedAt, view.review.timeZone),
      meaning,
    })),
  };
}

const password = z.string().min(1).max(1_000);
const Sent = z.discriminatedUnion("intent", [
  Decide.omit({ reviewId: true }).extend({ intent: z.literal("decide"), password }),
  CoSign.extend({ intent: z.literal("co-sign"), password }),
  WithdrawSignOff.extend({ intent: z.literal("withdraw") }),
]);

/** The password is proven before the act and outside it; what is signed is judged inside. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const reviewId = args.params.review ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { value, typed } = form;
  if (value.intent === "withdraw") {
    const done = await withdrawSignOff(ctx, value);
    return done.ok ? redirect(`/signoff/${reviewId}`) : refusedForm(ctx, done.refusal, typed);
  }
  const proven = await verifyPassword(ctx, ctx.actor.id, value.password);
  if (!proven.ok) return refusedForm(ctx, proven.refusal, typed);
  const reauthentication = { method: "password" as const, at: ctx.clock.now() };
  const signed =
    value.intent === "decide"
      ? await decideSignOff(ctx, { ...value, reviewId, reauthentication })
      : await coSignSignOff(ctx, { ...value, reauthentication });
  if (!signed.ok) return refusedForm(ctx, signed.refusal, typed);
  await issueAfter(ctx, signed.value);
  return redirect(`/signoff/${reviewId}`);
}

/** A key that is away does not undo a signature: the credential stays prepared and is tried again. */
async function issueAfter(ctx: PersonContext, { credentialId }: Decided) {
  if (credentialId === null) return;
  const issued = await issueCredential(ctx, credentialId);
  if (!issued.ok) ctx.log.warn({ credentialId, refusal: issued.refusal.code }, "left prepared");
}

export default function SignOffReview() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, view, signatures } = page;
  const { review } = view;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was signed"
        labels={{ decision: "Your decision", reason: "Reason", password: "Your password" }}
      />
      <PageHeader
        title={review.personName}
        lead={`${view.credentialName} (${review.credentialCode}), ${view.route === "training" ? "by training" : "by the practice pathway"}, for ${review.programmeName}`}
        crumbs={[{ label: "Sign-off", to: "/signoff" }]}
      />
      <Outcome view={view} missing={page.missing} />
      {signatures.map((signature) => (
        <Signature
          key={signature.role}
          signature={{
            ...signature,
            method: "password",
            signed: { what: "Evidence", digest: view.digest },
          }}
        />
      ))}
      <CommitteeVotes votes={view.votes} outcome={view.committee} zone={review.timeZone} />
      <DossierEvidence lines={view.lines} facts={view.facts} zone={review.timeZone} />
      <Panel
        title="What a signature covers"
        lead="Everything above, as this text. Its SHA-256 is what is signed."
      >
        <KeyValues items={[{ label: "SHA-256", value: view.digest, code: true }]} />
        <SignedText text={view.text} />
      </Panel>
      {view.may.decide && (
        <DecideForm
          id={page.signOffId}
          digest={view.digest}
          meaning={view.meaning}
          notApprovable={page.notApprovable}
          reply={reply}
        />
      )}
      {view.signOff &&
        page.coSignAs.map(({ role, words }) => (
          <CoSignForm key={role} role={role} words={words} view={view} reply={reply} />
        ))}
      {view.signOff && view.may.withdraw && <WithdrawForm id={view.signOff.id} reply={reply} />}
    </PersonalPage>
  );
}

type Loaded = Pick<DossierView, "signOff" | "digest" | "meaning">;

function Outcome({ view, missing }: { view: Loaded; missing: readonly string[] }) {
  const { signOff } = view;
  if (!signOff) return null;
  if (signOff.withdrawnAt !== null) {
    return (
      <Notice kind="warn" title="Withdrawn">
        {signOff.withdrawalReason}
      </Notice>
    );
  }
  if (signOff.decision === "refused") {
    return (
      <Notice kind="info" title="Refused">
        {signOff.reason}
      </Notice>
    );
  }
  if (signOff.issued) {
    return (
      <Notice kind="done" title="The credential is issued">
        <a href={`/credentials/${signOff.credentialId}`}>See the credential</a>
      </Notice>
    );
  }
  if (signOff.credentialId) {
    return (
      <Notice kind="warn" title="Signed off; the credential is prepared">
        It could not be signed with the portal's key yet. It will be tried again on the same bytes.
      </Notice>
    );
  }
  return (
    <Notice kind="info" title="Signed off">
      Still to sign: {missing.join(", ")}.
    </Notice>
  );
}

function DecideForm({
  id,
  digest,
  meaning,
  notApprovable,
  reply,
}: {
  id: string;
  digest: string;
  meaning: string;
  notApprovable: string | null;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  return (
    <Panel title="Your decision" lead={meaning}>
      {notApprovable && (
        <Notice kind="warn" title="You cannot approve this now">
          {notApprovable}
        </Notice>
      )}
      <Form method="post" className="form">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="shownDigest" value={digest} />
        <RadioGroup
          name="decision"
          label="Your decision"
          options={[
            {
              value: "approved",
              label: "Approve",
              hint: "You sign the sentence above",
              disabled: notApprovable !== null,
            },
            {
              value: "refused",
              label: "Refuse",
              hint: "Say why; the fellow and the committee read it",
            },
          ]}
          value={typed.of("decision")}
          error={reply?.fields.decision}
          required
        />
        <TextArea
          name="reason"
          label="Reason"
          hint="Needed when you refuse."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          required={false}
          maxLength={2000}
        />
        <Password reply={reply} />
        <div>
          <Button icon="sign">Sign the decision</Button>
        </div>
      </Form>
    </Panel>
  );
}

function Password({ reply }: { reply: Reply | undefined }) {
  return (
    <TextField
      name="password"
      label="Your password"
      hint="Again, so that it is surely you who signs."
      type="password"
      autoComplete="current-password"
      width="medium"
      error={reply?.fields.password}
      required
    />
  );
}

function CoSignForm({
  role,
  words,
  view,
  reply,
}: {
  role: string;
  words: string;
  view: Loaded;
  reply: Reply | undefined;
}) {
  return (
    <Panel title={`Co-sign as ${words}`} lead={view.meaning}>
      <Form method="post" className="form">
        <input type="hidden" name="intent" value="co-sign" />
        <input type="hidden" name="signOffId" value={view.signOff?.id} />
        <input type="hidden" name="role" value={role} />
        <input type="hidden" name="shownDigest" value={view.digest} />
        <Password reply={reply} />
        <div>
          <Button icon="sign">Co-sign</Button>
        </div>
      </Form>
    </Panel>
  );
}

function WithdrawForm({ id, reply }: { id: string; reply: Reply | undefined }) {
  const typed = typedIn(reply);
  return (
    <Panel
      title="Withdraw this sign-off"
      lead="Possible until the credential is issued. It needs a new review afterwards."
    >
      <Form method="post" className="form">
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="signOffId" value={id} />
        <TextArea
          name="reason"
          label="Why"
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={2000}
          required
        />
        <div>
          <Button kind="destroy">Withdraw</Button>
        </div>
      </Form>
    </Panel>
  );
}
