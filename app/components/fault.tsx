import { Brand } from "./brand.tsx";
import { ButtonLink } from "./button.tsx";
import "./fault.css";

type Words = { readonly title: string; readonly text: string };

const known: Record<number, Words> = {
  401: { title: "You are not signed in", text: "Sign in, and you will be brought back here." },
  403: {
    title: "This is not yours to do",
    text: "Your roles do not allow it. If they should, ask the administrator of your programme.",
  },
  404: {
    title: "There is no such page",
    text: "The address may be mistyped, or the thing it named is not yours to see.",
  },
  500: {
    title: "Something broke on our side",
    text: "Nothing that you sent was half done: an act is recorded whole or not at all. Try again.",
  },
  503: {
    title: "The record cannot be reached",
    text: "Read every answer as unknown. Call the unit directly until this page loads again.",
  },
};
const refused: Words = { title: "This was refused", text: "The request could not be carried out." };

/** A page that could not be shown: what happened, what to do, and the number to quote. */
export function Fault({
  status,
  detail,
  requestId,
}: {
  status: number;
  detail?: string;
  requestId?: string;
}) {
  const words = known[status] ?? (status >= 500 ? known[500] : undefined) ?? refused;
  return (
    <div className="fault" data-status={status}>
      <header>
        <Brand />
      </header>
      <main id="main">
        <p className="fault-status">{status}</p>
        <h1>{words.title}</h1>
        {status === 503 && <p className="fault-unknown">Unknown</p>}
        <p className="fault-text">{status < 500 && detail ? detail : words.text}</p>
        {requestId && (
          <p className="soft">
            If you report this, quote request <span className="code">{requestId}</span>.
          </p>
        )}
        <p className="cluster">
          {status === 401 && <ButtonLink to="/login">Sign in</ButtonLink>}
          <ButtonLink to="/" kind="secondary">
            To the start
          </ButtonLink>
        </p>
      </main>
    </div>
  );
}
