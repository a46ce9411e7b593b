import "./mail-text.css";

/** A mail's text as it was written, line by line. */
export function MailText({ children }: { children: string }) {
  return <pre className="mail-text">{children}</pre>;
}
