import { useEffect, useRef } from "react";
import { ButtonLink } from "./button.tsx";
import { clockWords } from "./moment.tsx";
import { Notice } from "./notice.tsx";
import { QrCode } from "./qr-code.tsx";
import { TimeLeft } from "./time-left.tsx";
import "./code-panel.css";

export type CodeView = {
  readonly url: string;
  readonly qr: { readonly size: number; readonly dark: readonly boolean[] };
  readonly expiresAt: number;
  readonly now: number;
  readonly assessorName: string;
};

/** A link to be scanned off this screen, once, while it lasts. */
export function CodePanel({
  code,
  zone,
  requestId,
}: {
  code: CodeView;
  zone: string;
  /** Where one sees whether it was answered. */
  requestId: string;
}) {
  const panel = useRef<HTMLElement>(null);
  // It is held out to somebody, so on a small screen the code itself must be what is seen.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    if (code.url) panel.current?.scrollIntoView({ block: "start" });
  }, [code.url]);
  return (
    <section className="code-panel" aria-label="Code to scan" ref={panel} tabIndex={-1}>
      <QrCode {...code.qr} label={`Assessment by ${code.assessorName}`} />
      <p className="code-panel-time">
        <TimeLeft until={code.expiresAt} now={code.now} />, until {clockWords(code.expiresAt, zone)}
      </p>
      <Notice kind="info" title={`Show this to ${code.assessorName}`}>
        They scan it with their own telephone and need no account. It opens once.
      </Notice>
      <details>
        <summary>The address in letters</summary>
        <p className="code code-panel-address">{code.url}</p>
      </details>
      <div>
        <ButtonLink to={`/requests/${requestId}`} kind="secondary">
          See whether it was answered
        </ButtonLink>
      </div>
    </section>
  );
}
