import "./dossier.css";
import "./signature.css";

export type SignatureView = {
  /** The printed name, as it was when signed. */
  readonly name: string;
  readonly role: string;
  /** What the signature means, in a sentence. */
  readonly meaning: string;
  readonly at: string;
  readonly method?: string;
  readonly signed?: { readonly what: string; readonly digest: string };
  /** What proves the signer, in canonical JSON, for whoever checks it without the portal. */
  readonly proof?: string;
};

/** Who signed what, when and with which meaning. */
export function Signature({ signature }: { signature: SignatureView }) {
  const { name, role, meaning, at, method, signed, proof } = signature;
  return (
    <section className="signature" aria-label={`Signature of ${name}`}>
      <p className="signature-meaning">{meaning}</p>
      <p className="signature-name">{name}</p>
      <p className="signature-role">{role}</p>
      <dl>
        <div>
          <dt>Signed</dt>
          <dd>{at}</dd>
        </div>
        {method && (
          <div>
            <dt>Confirmed by</dt>
            <dd>{method}</dd>
          </div>
        )}
        {signed && (
          <div>
            <dt>{signed.what}</dt>
            <dd className="code">{signed.digest}</dd>
          </div>
        )}
      </dl>
      {proof && (
        <details>
          <summary>What proves it</summary>
          <pre className="signed-text">{proof}</pre>
        </details>
      )}
    </section>
  );
}
