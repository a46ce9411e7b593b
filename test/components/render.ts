import { createElement, Fragment, type ReactElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** HTML as the server sends it. */
export function html(shown: ReactNode): string {
  return renderToStaticMarkup(createElement(Fragment, null, shown));
}

/** What a person reads: the text without tags, drawings and styles. */
export function words(element: ReactElement): string {
  return html(element)
    .replace(/<(svg|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ")
    .trim();
}

/** The drawings alone. */
export function pictures(element: ReactElement): string {
  return [...html(element).matchAll(/<svg[\s\S]*?<\/svg>/g)].map((found) => found[0]).join("\n");
}

/** Values of an attribute, in the order of the page. */
export function attributes(page: string, name: string): string[] {
  return [...page.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((found) => found[1] ?? "");
}
