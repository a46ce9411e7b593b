import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import qrcode from "qrcode";
import { ButtonLink } from "#app/components/button.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { QrCode } from "#app/components/qr-code.tsx";
import { type State, StateMark } from "#app/components/state-mark.tsx";
import { say } from "#app/domain/copy.ts";
import { contextFor, orRefuse } from "#app/http/context.server.ts";
import { publicFrame } from "#app/http/public.server.ts";
import {
  type PublicCredential,
  showCredential,
} from "#app/operations/credential/show-credential.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${verdict(data.credential)}: ${data.credential.name}, ${data.credential.holder.name} · Systole`
      : "Credential · Systole",
  },
];

/** What is shown may stop being true at any moment. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const found = await showCredential(ctx, (args.params.id ?? "").toLowerCase());
  const credential = orRefuse(ctx, args.request, found);
  const { modules } = qrcode.create(credential.url, { errorCorrectionLevel: "M" });
  return {
    frame: await publicFrame(args),
    credential,
    signedAs: say(ctx.content.copy, `roles.${credential.signer.role}`),
    qr: { size: modules.size, dark: [...modules.data].map(Boolean) },
  };
}

function verdict({ standing }: Pick<PublicCredential, "standing">): string {
  return standing.counts ? "Valid" : "Not valid";
}

const why: Partial<Record<State, string>> = {
  renewal_due: "It counts until its last day; renewal is due.",
  in_grace: "Its validity has ended. It can still be renewed, but does not count meanwhile.",
  limited: "A credential that it rests on does not count, so this one does not count either.",
  expired: "Its validity has ended.",
  suspended: "It does not count while it is suspended.",
  revoked: "It was revoked. That is final.",
};

export default function CredentialPage() {
  const { frame, credential, signedAs, qr } = useLoaderData<typeof loader>();
  const { standing, holder, issuer, signer, timeZone: zone } = credential;
  const state = standing.state as State;
  return (
    <PublicPage {...frame}>
      <div className="stack" data-gap="large">
        <PageHeader
          title={`${verdict(credential)}: ${credential.name}`}
          state={
            <StateMark
              state={credential.begun ? state : "prepared"}
              word={credential.begun ? undefined : "Not begun"}
              size="large"
            />
          }
          lead={`${holder.name}. ${credential.description}`}
        />
        <p>
          <b>{standing.counts ? "Valid" : "Not valid"}</b>{" "}
          {credential.begun
            ? `since ${momentWords(standing.since, zone)}`
            : `before ${momentWords(credential.validFrom, zone)}, when it begins`}
          , as known {momentWords(credential.now, zone)}.{" "}
          {credential.lacks.length > 0
            ? `It does not count, because this does not count: ${credential.lacks.join(", ")}.`
            : why[state]}
        </p>
        <div className="columns">
          <KeyValues
            items={[
              { label: "Holder", value: holder.name },
              { label: "Registration", value: holder.registration ?? "Not on record", code: true },
              { label: "Credential", value: `${credential.name} (${credential.code})` },
              { label: "Attested by", value: `${issuer.programme}, ${issuer.name}` },
              { label: "Signed by", value: `${signer.name}, ${signedAs}` },
              { label: "Issued", value: momentWords(credential.issuedAt, zone) },
              { label: "Valid from", value: dayWords(credential.validFrom, zone) },
              { label: "Valid until", value: momentWords(credential.validUntil, zone) },
              { label: "Curriculum", value: credential.release },
            ]}
          />
          <QrCode {...qr} label={`Address of this page: ${credential.url}`} />
        </div>
        <Panel title="What it is, and what it is not">
          <p>
            This is a programme-attested credential: a training programme has judged that its holder
            may be entrusted with this. It is evidence of competence. It is not a licence to
            practise, not a privilege at any hospital, and does not say that its holder is on duty.
          </p>
        </Panel>
        <Panel
          title="Verify it by machine"
          lead="The credential is a W3C Verifiable Credential with a signature that anybody can check."
        >
          <KeyValues
            items={[
              { label: "This page", value: credential.url, code: true },
              { label: "Issuer", value: issuer.did, code: true },
              {
                label: "Issuer's keys",
                value: <a href="/.well-known/did.json">/.well-known/did.json</a>,
                code: true,
              },
              { label: "To check it here", value: <a href="/verify">/verify</a>, code: true },
              { label: "By machine", value: "POST /vc/credentials/verify", code: true },
            ]}
          />
          <p className="cluster">
            <ButtonLink
              kind="secondary"
              to={`/credentials/${credential.id}/vc`}
              icon="download"
              download
            >
              Signed credential
            </ButtonLink>
            <ButtonLink
              kind="secondary"
              to={`/credentials/${credential.id}/vc.jwt`}
              icon="download"
              download
            >
              The same as a JWT
            </ButtonLink>
            <ButtonLink
              kind="secondary"
              to={`/credentials/${credential.id}/pdf`}
              icon="download"
              download
            >
              Certificate to print
            </ButtonLink>
          </p>
        </Panel>
      </div>
    </PublicPage>
  );
}
