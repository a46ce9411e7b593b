import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { ProveAgain, type SignerView, signingForm } from "#app/components/prove-again.tsx";
import type { DossierView } from "#app/operations/signoff/show-dossier.server.ts";

type Signing = { readonly signer: SignerView; readonly reply: Reply | undefined };

export function DecideForm({
  id,
  digest,
  meaning,
  notApprovable,
  signer,
  reply,
}: Signing & {
  id: string;
  digest: string;
  meaning: string;
  notApprovable: string | null;
}) {
  const typed = typedIn(reply);
  return (
    <Panel title="Your decision" lead={meaning}>
      {notApprovable && (
        <Notice kind="warn" title="You cannot approve this now">
          {notApprovable}
        </Notice>
      )}
      <Form method="post" className="form" {...signingForm(signer)}>
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
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button icon="sign">Sign the decision</Button>
        </div>
      </Form>
    </Panel>
  );
}

export function CoSignForm({
  role,
  words,
  view,
  signer,
  reply,
}: Signing & {
  role: string;
  words: string;
  view: Pick<DossierView, "signOff" | "digest" | "meaning">;
}) {
  return (
    <Panel title={`Co-sign as ${words}`} lead={view.meaning}>
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="co-sign" />
        <input type="hidden" name="signOffId" value={view.signOff?.id} />
        <input type="hidden" name="role" value={role} />
        <input type="hidden" name="shownDigest" value={view.digest} />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button icon="sign">Co-sign</Button>
        </div>
      </Form>
    </Panel>
  );
}

export function WithdrawForm({
  id,
  digest,
  signer,
  reply,
}: Signing & { id: string; digest: string }) {
  const typed = typedIn(reply);
  return (
    <Panel
      title="Withdraw this sign-off"
      lead="Possible until the credential is issued. It needs a new review afterwards."
    >
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="withdraw" />
        <input type="hidden" name="signOffId" value={id} />
        <input type="hidden" name="shownDigest" value={digest} />
        <TextArea
          name="reason"
          label="Why"
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={2000}
          required
        />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button kind="destroy">Withdraw</Button>
        </div>
      </Form>
    </Panel>
  );
}
