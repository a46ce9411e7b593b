import type { IncomingMessage } from "node:http";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { isMachinePath } from "./machine.server.ts";

/** Whether a person waits for the answer, in a browser. */
export function isBrowser({ headers }: IncomingMessage, { pathname }: URL): boolean {
  return /text\/html/i.test(headers.accept ?? "") && !isMachinePath(pathname);
}

/** The words of a refusal that no page ever saw the request of, with the way back to the form. */
export function plainPage(content: Content, { pathname }: URL, status: number, code: string) {
  const words = escaped(say(content.copy, `refusals.${code}`));
  const back = `<a href="${escaped(pathname)}">Go back to the form</a>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not taken</title>`;
  const body = `<main><h1>Nothing was taken</h1><p>${words}</p><p>${back}</p></main>`;
  const page = `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
  };
  return new Response(page, { status, headers });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
