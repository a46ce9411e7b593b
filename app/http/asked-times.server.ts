import type { Instant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

export type AskedTimes = {
  readonly when: { readonly at?: Instant; readonly knownAt?: Instant };
  readonly isNow: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly typed: { readonly at?: string; readonly knownAt?: string };
};

/** `at` and `knownAt` of a page's address; one that cannot be read is said beside its field, and not asked. */
export function askedTimes(ctx: Context, request: Request, zone: string): AskedTimes {
  const search = new URL(request.url).searchParams;
  const when: { at?: Instant; knownAt?: Instant } = {};
  const fields: Record<string, string> = {};
  const typed: { at?: string; knownAt?: string } = {};
  for (const name of ["at", "knownAt"] as const) {
    const text = search.get(name)?.slice(0, 40) ?? "";
    if (text === "") continue;
    typed[name] = text;
    const read = readUnitTime(text, zone);
    if (!read.ok) fields[name] = read.words;
    else if (name === "knownAt" && read.at > ctx.now)
      fields[name] = "That cannot be known yet. Write a time up to now.";
    else when[name] = read.at;
  }
  const isRefused = Object.keys(fields).length > 0;
  const isNow = isRefused || Object.keys(when).length === 0;
  return { when: isRefused ? {} : when, isNow, fields, typed };
}
