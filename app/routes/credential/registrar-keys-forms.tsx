import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import type { Reply } from "#app/components/form-errors.tsx";
import { Interruption } from "#app/components/interruption.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { ProveAgain, signingForm } from "#app/components/prove-again.tsx";
import type { KeysPage } from "./registrar-keys.tsx";

type Props = { readonly page: KeysPage; readonly reply: Reply | undefined };

/** The first registrar's form. */
export function Propose({ page, reply }: Props) {
  const { signer, digest } = page;
  return (
    <Panel
      title="Propose new keys"
      lead="Once a year, or at once where somebody may have seen the present ones. Nothing changes until another registrar confirms."
    >
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="propose-rotation" />
        <input type="hidden" name="shownDigest" value={digest} />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button kind="secondary">Propose new keys</Button>
        </div>
      </Form>
    </Panel>
  );
}

/** The second registrar's form, with what follows. */
export function Confirm({ page, reply }: Props) {
  const { signer, digest, wish, path, isWritable } = page;
  if (!isWritable) {
    return (
      <Notice kind="warn" title="The portal cannot write its own keys">
        {`Whoever operates it carries it out there, with two registrars: npm run admin -- keys rotate --help. The keys lie in ${path}.`}
      </Notice>
    );
  }
  const form = (
    <Form method="post" className="form" {...signingForm(signer)}>
      <input type="hidden" name="intent" value="rotate-keys" />
      <input type="hidden" name="wish" value={wish?.seq} />
      <input type="hidden" name="shownDigest" value={digest} />
      <ProveAgain signer={signer} reply={reply} />
      <p className="cluster">
        <Button kind="destroy">Make new keys now</Button>
      </p>
    </Form>
  );
  return (
    <Interruption
      title="Make new keys and retire the present ones"
      effects={[
        "New keys sign every credential, JWT and status list from now on.",
        "The present ones never sign again: their private halves are deleted.",
        "What they signed keeps verifying, here and elsewhere, as their public halves stay published.",
        "Take a new backup of the key file afterwards; the one you have no longer holds what signs.",
      ]}
      actions={form}
    />
  );
}

export function Dismiss({ page }: { page: KeysPage }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="dismiss" />
      <input type="hidden" name="wish" value={page.wish?.seq} />
      <Button kind="quiet">Dismiss the proposal</Button>
    </Form>
  );
}
