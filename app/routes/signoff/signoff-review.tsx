import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { CommitteeVotes, DossierEvidence, SignedText } from "#app/components/dossier.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { routeWords } from "#app/components/route-words.ts";
import { Signature } from "#app/components/signature.tsx";
import { say } from "#app/domain/copy.ts";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import { CoSign, coSignSignOff } from "#app/operations/signoff/co-sign.server.ts";
import { Decide, decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { issueSigned } from "#app/operations/signoff/issue-signed.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import {
  WithdrawSignOff,
  withdrawSignOff,
} from "#app/operations/signoff/withdraw-sign-off.server.ts";
import { Exceptions } from "./signoff-exceptions.tsx";
import { CoSignForm, DecideForm, WithdrawForm } from "./signoff-forms.tsx";
import { AskRegistrar, Outcome } from "./signoff-outcome.tsx";
import { signaturesOf } from "./signoff-view.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Sign-off of ${data.view.review.personName}` : "Sign-off"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const view = orRefuse(ctx, args.request, await showDossier(ctx, args.params.review ?? ""));
  const roleWords = (role: string) => say(ctx.content.copy, `roles.${role}`);
  return {
    frame: await frameFor(ctx, args.request),
    signer: await signerOf(ctx, args.request),
    view,
    signOffId: uuidv7(),
    notApprovable: view.notApprovable ? explain(ctx, view.notApprovable) : null,
    coSignAs: view.may.coSignAs.map((role) => ({ role, words: roleWords(role) })),
    missing: view.coSignaturesMissing.map(roleWords),
    signatures: signaturesOf(ctx, view),
  };
}

const Sent = z.discriminatedUnion("intent", [
  Decide.omit({ reviewId: true }).extend({ intent: z.literal("decide"), ...proving }),
  CoSign.extend({ intent: z.literal("co-sign"), ...proving }),
  WithdrawSignOff.extend({ intent: z.literal("withdraw"), ...proving }),
]);
type Sent = z.output<typeof Sent> & { readonly reviewId: string };

/** The signer is proven before the act and outside it; what is signed is judged inside. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const reviewId = args.params.review ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { value, typed } = form;
  const signed = await sign(ctx, { ...value, reviewId });
  const isDone =
    signed.ok || (value.intent === "decide" && (await isMade(ctx, reviewId, value.id)));
  return isDone ? redirect(`/signoff/${reviewId}`) : refusedField(ctx, signed.refusal, typed);
}

async function sign(ctx: PersonContext, sent: Sent) {
  const proven = await prove(ctx, sent, sent);
  if (!proven.ok) return proven;
  const reauthentication = proven.value;
  if (sent.intent === "withdraw") return withdrawSignOff(ctx, { ...sent, reauthentication });
  const signed =
    sent.intent === "decide"
      ? await decideSignOff(ctx, { ...sent, reauthentication })
      : await coSignSignOff(ctx, { ...sent, reauthentication });
  if (signed.ok) await issueSigned(ctx, signed.value);
  return signed;
}

/** A form that was sent twice has used its proof up, and what it asked for is there. */
async function isMade(ctx: PersonContext, reviewId: string, id: string): Promise<boolean> {
  const view = await showDossier(ctx, reviewId);
  return view.ok && view.value.signOff?.id === id;
}

export default function SignOffReview() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, view, signatures, signer } = page;
  const { review, signOff } = view;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was signed"
        labels={{ decision: "Your decision", reason: "Reason", password: "Your password" }}
      />
      <PageHeader
        title={review.personName}
        lead={`${view.credentialName} (${review.credentialCode}), ${routeWords[view.route]}, for ${review.programmeName}`}
        crumbs={[{ label: "Sign-off", to: "/signoff" }]}
      />
      <Outcome signOff={signOff} missing={page.missing} />
      {signatures.map((signature) => (
        <Signature key={signature.role} signature={signature} />
      ))}
      <CommitteeVotes votes={view.votes} outcome={view.committee} zone={review.timeZone} />
      <DossierEvidence lines={view.lines} facts={view.facts} zone={review.timeZone} />
      <Exceptions view={view} />
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
          signer={signer}
          reply={reply}
        />
      )}
      {signOff &&
        page.coSignAs.map(({ role, words }) => (
          <CoSignForm key={role} {...{ role, words, signer, reply }} view={view} />
        ))}
      {signOff && view.may.withdraw && (
        <WithdrawForm id={signOff.id} digest={view.digest} signer={signer} reply={reply} />
      )}
      {view.may.askRegistrar && <AskRegistrar />}
    </PersonalPage>
  );
}
