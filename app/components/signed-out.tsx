import { Brand } from "./brand.tsx";
import { Button, ButtonLink } from "./button.tsx";
import { SignInFields } from "./sign-in-fields.tsx";
import "./fault.css";

export type KeptFields = readonly (readonly [name: string, value: string])[];

/** What was sent without a session: where to, and what of it can be carried along (null: nothing). */
export type SignedOutForm = {
  readonly to: string;
  readonly kept: { readonly fields: KeptFields; readonly lacksFile: boolean } | null;
};

/** A form was sent after its session had ended: sign in here, and what was typed is still there. */
export function SignedOut({ to, kept }: SignedOutForm) {
  return (
    <div className="fault" data-status={401}>
      <header>
        <Brand />
      </header>
      <main id="main">
        <h1>You were signed out</h1>
        <p className="fault-text">
          {kept
            ? "Nothing was sent yet. Sign in, and you can send what you typed without typing it again."
            : "Nothing was sent, and it is too much to carry along. Go back in your browser and copy what you typed before you sign in."}
        </p>
        {kept?.lacksFile && <p>The file that you chose must be chosen again.</p>}
        {kept ? (
          // A whole page, also with scripts: nothing may answer before the new session is there.
          <form method="post" action="/login" className="form">
            <input type="hidden" name="to" value={to} />
            <input type="hidden" name="kept" value={JSON.stringify(kept.fields)} />
            <SignInFields />
            <div>
              <Button>Sign in</Button>
            </div>
          </form>
        ) : (
          <p className="cluster">
            <ButtonLink to={`/login?to=${encodeURIComponent(to)}`}>Sign in</ButtonLink>
          </p>
        )}
      </main>
    </div>
  );
}

/** After signing in: one button sends it where it was going. Nothing is sent unseen. */
export function SendAgain({
  to,
  fields,
  as,
}: {
  /** A path of this portal. */
  to: string;
  fields: KeptFields;
  /** The address that is signed in now. */
  as: string;
}) {
  return (
    <form method="post" action={to} className="form">
      {fields.map(([name, value], i) => (
        <input key={i} type="hidden" name={name} value={value} />
      ))}
      <p>
        You are signed in as <b>{as}</b>. Send it if it was you who typed it: it is recorded under
        this name. If something is missing, such as a password, you are asked for it.
      </p>
      <div className="cluster">
        <Button>Send what you typed</Button>
        <ButtonLink to={to} kind="quiet">
          Do not send it
        </ButtonLink>
      </div>
    </form>
  );
}
