import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DataTable } from "#app/components/data-table.tsx";
import { SignedText } from "#app/components/dossier.tsx";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { orRefuse, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import {
  dismissRotation,
  ProposeRotation,
  proposeRotation,
} from "#app/operations/credential/keys/propose-rotation.server.ts";
import { RotateKeys, rotateKeys } from "#app/operations/credential/keys/rotate-keys.server.ts";
import { showKeys } from "#app/operations/credential/keys/show-keys.server.ts";
import { Confirm, Dismiss, Propose } from "./registrar-keys-forms.tsx";

export const meta: MetaFunction = () => [{ title: "Signing keys · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { keys, ...view } = orRefuse(ctx, args.request, await showKeys(ctx));
  const did = ctx.signer.did;
  return {
    frame: await frameFor(ctx, args.request),
    signer: await signerOf(ctx, args.request),
    done: new URL(args.request.url).searchParams.get("done"),
    did,
    keys: keys.map((each) => ({ ...each, name: each.id.slice(did.length + 1) })),
    ...view,
  };
}

const Sent = z.discriminatedUnion("intent", [
  ProposeRotation.extend({ intent: z.literal("propose-rotation"), ...proving }),
  RotateKeys.extend({ intent: z.literal("rotate-keys"), ...proving }),
  RotateKeys.pick({ wish: true }).extend({ intent: z.literal("dismiss") }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const done = await carriedOut(ctx, form.value);
  if (!done.ok) return refusedField(ctx, done.refusal, form.typed);
  return redirect(`/registrar/keys?done=${form.value.intent}`);
}

async function carriedOut(ctx: PersonContext, sent: z.output<typeof Sent>) {
  if (sent.intent === "dismiss") return dismissRotation(ctx, sent);
  const proven = await prove(ctx, sent, sent);
  if (!proven.ok) return proven;
  const reauthentication = proven.value;
  return sent.intent === "propose-rotation"
    ? proposeRotation(ctx, { ...sent, reauthentication })
    : rotateKeys(ctx, { ...sent, reauthentication });
}

export type KeysPage = ReturnType<typeof useLoaderData<typeof loader>>;

const told: Readonly<Record<string, string>> = {
  "propose-rotation": "New keys are proposed. Another registrar confirms.",
  "rotate-keys": "New keys sign from now on",
  dismiss: "The proposal is closed. Nothing was changed.",
};

export default function RegistrarKeys() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, done, did, text } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was changed"
        labels={{ password: "Your password" }}
      />
      <PageHeader
        title="Signing keys"
        lead="What every credential and every status list is signed with. A key that no longer signs stays published, so that what it signed verifies."
        crumbs={[{ label: "Credentials", to: "/registrar" }]}
      />
      {done && told[done] && <Notice kind="done" title={told[done]} />}
      <Panel title="Keys" lead={`Published as ${did} and in the key set.`}>
        <KeyTable keys={page.keys} />
        <p className="cluster">
          <a href="/.well-known/did.json">DID document</a>
          <a href="/.well-known/jwks.json">Key set (JWKS)</a>
        </p>
      </Panel>
      {page.mayAct && <NextStep page={page} reply={reply} />}
      {page.mayAct && <SignedText text={text} />}
    </PersonalPage>
  );
}

/** New keys need two registrars: the first proposes, another one confirms. */
function NextStep({ page, reply }: { page: KeysPage; reply: Reply | undefined }) {
  const { wish } = page;
  if (!wish) return <Propose page={page} reply={reply} />;
  const when = momentWords(wish.at, "UTC");
  const until = momentWords(wish.until, "UTC");
  return (
    <>
      <Notice kind="warn" title="New keys are proposed">
        <p>{`${wish.proposerName}, ${when}. The proposal ends ${until}.`}</p>
        <p>
          {wish.mine ? "It waits for another registrar." : "It waits for you or another registrar."}
        </p>
      </Notice>
      {!wish.mine && <Confirm page={page} reply={reply} />}
      <Dismiss page={page} />
    </>
  );
}

function KeyTable({ keys }: Pick<KeysPage, "keys">) {
  return (
    <DataTable
      caption="Keys that sign or have signed"
      hideCaption
      rows={keys}
      rowKey={(row) => row.name}
      columns={[
        {
          key: "name",
          header: "Key",
          heads: true,
          cell: (row) => <span className="code">{row.name}</span>,
        },
        {
          key: "signs",
          header: "Signs",
          cell: (row) => (row.signs === "JWTs" ? "JWTs (RS256)" : "Credentials (Ed25519)"),
        },
        {
          key: "state",
          header: "State",
          cell: (row) => (
            <StateMark
              state={row.inUse ? "satisfied" : "prepared"}
              word={row.inUse ? "In use" : "Verifies only"}
            />
          ),
        },
        {
          key: "since",
          header: "Signed from",
          cell: (row) =>
            row.since === null
              ? "The first start"
              : `${momentWords(row.since, "UTC")}, by ${row.madeBy.join(" and ")}`,
        },
        {
          key: "until",
          header: "Signed until",
          cell: (row) => (row.retiredAt === null ? "" : momentWords(row.retiredAt, "UTC")),
        },
      ]}
    />
  );
}
