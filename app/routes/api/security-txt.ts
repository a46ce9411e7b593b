import type { LoaderFunctionArgs } from "@remix-run/node";
import { day, formatInstant, later } from "#app/domain/time/instant.ts";

/** The standard recommends less than a year; whoever reads it later asks again. */
const goodDays = 180;

/**
 * Where to report a weakness: the portal's own mail address, or the page that says whom to tell.
 * @source RFC 9116
 */
export function loader({ context }: LoaderFunctionArgs) {
  const { clock, settings } = context.house;
  const expires = formatInstant(later(clock.now(), goodDays * day));
  const { publicOrigin, contact } = settings;
  const lines = [
    `Contact: ${contact ? `mailto:${contact}` : `${publicOrigin}/help`}`,
    `Expires: ${expires}`,
    "Preferred-Languages: en",
    `Canonical: ${publicOrigin}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "public, max-age=3600",
    },
  });
}
