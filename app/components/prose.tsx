import type { ReactNode } from "react";
import "./prose.css";

/** Running text. `html` is made from Markdown of our own content, never from what a user typed. */
export function Prose({
  html,
  children,
}: { html: string; children?: never } | { html?: never; children: ReactNode }) {
  if (html !== undefined)
    return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
  return <div className="prose">{children}</div>;
}
