import { TextField } from "./field.tsx";
import type { Reply } from "./form-errors.tsx";
import "./passkey.css";

export type SignerView = { readonly id: string; readonly method: "password" | "passkey" };

/** What the form element itself carries, so that the script of passkeys knows it. */
export function signingForm({ method }: SignerView) {
  return method === "passkey" ? { "data-passkey": "sign" } : {};
}

/**
 * The end of every form that signs: how its signer proves again who they are. A password only where no
 * passkey is enrolled.
 */
export function ProveAgain({
  signer,
  reply,
  hint = "Again, so that it is surely you who signs.",
}: {
  signer: SignerView;
  reply: Reply | undefined;
  hint?: string;
}) {
  return (
    <>
      <input type="hidden" name="signer" value={signer.id} />
      {signer.method === "passkey" ? (
        <PasskeyFields />
      ) : (
        <TextField
          name="password"
          label="Your password"
          hint={hint}
          type="password"
          autoComplete="current-password"
          width="medium"
          error={reply?.fields.password}
          required
        />
      )}
    </>
  );
}

function PasskeyFields() {
  return (
    <>
      <p className="soft">
        Your passkey confirms it: what it signs is the text of this page, and nothing else.
      </p>
      <CeremonyFields cancelled="Your passkey was not used, so nothing was signed. You can try again." />
      <noscript>
        <p>
          Your passkey needs scripts, which are turned off in this browser. Turn them on to sign, or
          sign in another browser.
        </p>
      </noscript>
    </>
  );
}

/** Filled in by the script; `cancelled` is said where the person or the browser gave up. */
export function CeremonyFields({ cancelled }: { cancelled: string }) {
  return (
    <>
      <input type="hidden" name="ceremony" defaultValue="" />
      <input type="hidden" name="assertion" defaultValue="" />
      <p
        className="passkey-said"
        role="status"
        data-passkey-said
        data-cancelled={cancelled}
        data-unfit="This browser has no passkeys. Use another one."
        data-waiting="Waiting for your passkey."
      />
    </>
  );
}
