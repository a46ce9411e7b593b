import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ProveAgain, signingForm } from "#app/components/prove-again.tsx";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import { issueSigned } from "#app/operations/signoff/issue-signed.server.ts";
import { type DossierView, showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { type Listed, SignList, signList } from "#app/operations/signoff/sign-list.server.ts";
import { ListToSign, SignedListing } from "./signoff-listing.tsx";

export const meta: MetaFunction = () => [{ title: "Sign several · Systole" }];

const most = 50;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const asked = new URL(args.request.url).searchParams.getAll("review").slice(0, most);
  if (asked.length === 0) throw redirect("/signoff");
  const items = [];
  for (const id of [...new Set(asked)]) {
    items.push(itemOf(ctx, orRefuse(ctx, args.request, await showDossier(ctx, id))));
  }
  return {
    frame: await frameFor(ctx, args.request),
    signer: await signerOf(ctx, args.request),
    batchId: uuidv7(),
    ready: items.filter((each) => each.notReady === null),
    left: items.filter((each) => each.notReady !== null),
  };
}

function itemOf(ctx: PersonContext, { review, ...view }: DossierView) {
  const refused = view.notApprovable ? explain(ctx, view.notApprovable) : null;
  return {
    reviewId: review.id,
    signOffId: uuidv7(),
    name: review.personName,
    credential: `${view.credentialName} (${review.credentialCode})`,
    meaning: view.meaning,
    digest: view.digest,
    notReady: view.may.decide ? refused : "This does not wait for your signature.",
  };
}

const Sent = SignList.extend(proving);

export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { value, typed } = form;
  const digests = value.items.map((each) => each.shownDigest);
  const proven = await prove(ctx, value, { intent: "sign-list", digests }, value.batchId);
  if (!proven.ok) return refusedField(ctx, proven.refusal, typed);
  const signed = await signList(ctx, { ...value, reauthentication: proven.value });
  if (!signed.ok) return refusedField(ctx, signed.refusal, typed);
  for (const { decided } of signed.value) if (decided) await issueSigned(ctx, decided);
  return data({ listed: signed.value.map((each) => said(ctx, each)) });
}

function said(ctx: PersonContext, { reviewId, refusal }: Listed) {
  return { reviewId, why: refusal ? explain(ctx, refusal) : null };
}

export default function SignSeveral() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const listed = reply && "listed" in reply ? reply.listed : null;
  const failed = reply && "words" in reply ? (reply as Reply) : undefined;
  return (
    <PersonalPage frame={page.frame}>
      <FormErrors
        reply={failed}
        title="Nothing was signed"
        labels={{ password: "Your password" }}
      />
      <PageHeader
        title="Sign several"
        lead="Each of these becomes a sign-off of its own. What proves that it is you covers the list of them."
        crumbs={[{ label: "Sign-off", to: "/signoff" }]}
      />
      {listed ? (
        <SignedListing listed={listed} items={[...page.ready, ...page.left]} />
      ) : (
        <Choosing page={page} reply={failed} />
      )}
    </PersonalPage>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function Choosing({ page, reply }: { page: Page; reply: Reply | undefined }) {
  const { ready, left, signer, batchId } = page;
  return (
    <>
      {left.length > 0 && (
        <Notice kind="warn" title="Left out, since it cannot be approved now">
          <ul className="plain-list">
            {left.map((each) => (
              <li key={each.reviewId}>
                <a href={`/signoff/${each.reviewId}`}>{each.name}</a>, {each.credential}:{" "}
                {each.notReady}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {ready.length > 0 && (
        <>
          <ListToSign items={ready} />
          <Panel
            title="Your signature"
            lead="If the evidence of one changes before you sign, that one is left out and you are told; the others stand."
          >
            <Form method="post" className="form" {...signingForm(signer)}>
              <input type="hidden" name="intent" value="sign-list" />
              <input type="hidden" name="batchId" value={batchId} />
              {ready.map((each) => (
                <input
                  key={each.reviewId}
                  type="hidden"
                  name="items[]"
                  value={`${each.reviewId} ${each.signOffId} ${each.digest}`}
                />
              ))}
              {ready.map((each) => (
                <input key={each.digest} type="hidden" name="digests[]" value={each.digest} />
              ))}
              <ProveAgain signer={signer} reply={reply} />
              <div>
                <Button icon="sign">{`Approve and sign ${ready.length}`}</Button>
              </div>
            </Form>
          </Panel>
        </>
      )}
    </>
  );
}
