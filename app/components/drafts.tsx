import { Button, ButtonLink } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Notice } from "./notice.tsx";
import { Card } from "./panel.tsx";
import "./drafts.css";

/** Filled by a script of the page: React leaves what is in there alone. */
const filledByScript = { dangerouslySetInnerHTML: { __html: "" }, suppressHydrationWarning: true };

/** Says on every page what waits to be sent, and how old a page is that came without network. */
export function DraftsMark() {
  return <div className="drafts-mark" role="status" data-drafts-mark {...filledByScript} />;
}

/** What waits in this browser. The server has none of it, so it only draws what each kind looks like. */
export function DraftList() {
  return (
    <div className="stack">
      <h2 className="visually-hidden">In this browser</h2>
      <noscript>
        <Notice title="Nothing can be waiting here">
          Without scripts every form is sent at once, or not at all.
        </Notice>
      </noscript>
      <div data-drafts-leave hidden>
        <Leave />
      </div>
      <div data-drafts-send hidden>
        <Button type="button">Send all now</Button>
      </div>
      <div className="stack" data-drafts {...filledByScript} />
      <div data-drafts-models hidden>
        <Models />
      </div>
    </div>
  );
}

function Leave() {
  return (
    <Notice kind="warn" title="Not everything is sent yet">
      <div className="stack">
        <p>Signing out removes from this browser what is listed here. Nobody else has it.</p>
        <form method="post" action="/logout" data-leave>
          <Button kind="destroy">Sign out and remove it</Button>
        </form>
      </div>
    </Notice>
  );
}

/** Copied for each draft; slots are filled with its words. */
function Models() {
  return (
    <>
      <div data-model="none">
        <EmptyState title="Nothing is waiting" icon="check">
          What you log or assess without network waits here until it is sent.
        </EmptyState>
      </div>
      <div data-model="waiting">
        <Card title="" meta={<Kept words="Waiting to be sent. Kept" />}>
          <Acts send="Send now" />
        </Card>
      </div>
      <div data-model="refused">
        <Card title="" meta={<Kept words="Not taken. Kept" />}>
          <div className="stack">
            <ul className="drafts-words" data-slot="words" />
            <Acts send="Send again as it is" />
          </div>
        </Card>
      </div>
      <div data-model="sent">
        <Card title="" meta={<Kept words="Sent" />} />
      </div>
    </>
  );
}

function Kept({ words }: { words: string }) {
  return (
    <span>
      {words} <span data-slot="at" />
    </span>
  );
}

function Acts({ send }: { send: string }) {
  return (
    <div className="cluster">
      <ButtonLink to="#" kind="secondary">
        Open it again
      </ButtonLink>
      <Button type="button" kind="secondary" data-slot="send">
        {send}
      </Button>
      <Button type="button" kind="quiet" data-slot="discard">
        Discard
      </Button>
    </div>
  );
}
