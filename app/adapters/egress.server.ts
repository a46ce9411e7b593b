import { lookup as systemLookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Why nothing was fetched. */
export type EgressFault =
  | "not_an_address"
  | "not_https"
  | "host_not_allowed"
  | "address_private"
  | "moved"
  | "not_ok"
  | "too_large"
  | "out_of_reach";

export type Fetched =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: EgressFault };

export type EgressOptions = {
  /** "host" or "host:port", in small letters; without a port only 443 is meant. */
  readonly allow: readonly string[];
  readonly lookup?: (host: string) => Promise<readonly { readonly address: string }[]>;
  readonly request?: typeof httpsRequest;
};

/** What may be fetched and how: other than the small text of `fetchAllowed`. */
export type FileWanted = {
  readonly accept: string;
  readonly bytesMax: number;
  readonly deadlineMs: number;
  /** What was read last, so that nothing is sent where nothing changed. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
};

export type FetchedFile =
  | {
      readonly ok: true;
      readonly unchanged: false;
      readonly body: Uint8Array;
      readonly contentType: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  /** 304: what was read last is still what is there. */
  | { readonly ok: true; readonly unchanged: true }
  | { readonly ok: false; readonly fault: EgressFault };

const small: FileWanted = {
  accept: "application/vc, application/did+json, application/json, */*;q=0.1",
  bytesMax: 400_000,
  deadlineMs: 5_000,
};

/**
 * Fetches a small text from a host that the operator allows, and from nowhere else: https only, never an
 * address inside (asked once and then held to, so that a second answer of the name server changes
 * nothing), no redirects, at most 400 kB and 5 s.
 *
 * @source OWASP Server-Side Request Forgery Prevention Cheat Sheet
 */
export async function fetchAllowed(address: string, options: EgressOptions): Promise<Fetched> {
  const found = await fetchFile(address, options, small);
  if (!found.ok) return found;
  if (found.unchanged) return { ok: false, fault: "not_ok" };
  return { ok: true, text: Buffer.from(found.body).toString("utf8") };
}

/** The same rules for a file of another size: also only if it changed since it was read last. */
export async function fetchFile(
  address: string,
  options: EgressOptions,
  wanted: FileWanted,
): Promise<FetchedFile> {
  const url = allowedUrl(address, options.allow);
  if (!(url instanceof URL)) return { ok: false, fault: url };
  const found = await publicAddress(url.hostname, options.lookup ?? lookupAll);
  if (!found.ok) return found;
  return read(url, found.address, options.request ?? httpsRequest, wanted);
}

/** The address where it may be asked at all, or why not; nothing is looked up for it. */
export function allowedUrl(address: string, allow: EgressOptions["allow"]): URL | EgressFault {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return "not_an_address";
  if (url.protocol !== "https:" || url.username || url.password) return "not_https";
  // `host` leaves out the port of https, as the list does.
  return allow.includes(url.host) ? url : "host_not_allowed";
}

const lookupAll = (host: string) => systemLookup(host, { all: true, verbatim: true });

type Resolved =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly fault: EgressFault };

/** Every address of the host must be outside: one inside is enough to refuse. */
export async function publicAddress(
  hostname: string,
  lookup: NonNullable<EgressOptions["lookup"]> = lookupAll,
): Promise<Resolved> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(bare) ? [{ address: bare }] : await lookup(bare).catch(() => []);
  const [first] = found;
  if (!first) return { ok: false, fault: "out_of_reach" };
  const inside = found.some(({ address }) => isInside(address));
  return inside ? { ok: false, fault: "address_private" } : { ok: true, address: first.address };
}

/** @source IANA special-purpose address registries (RFC 6890), as of 2026 */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
/** Of IPv6 only global unicast is outside, less what wraps an IPv4 address or is for documents. */
const wrapped = new BlockList();
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  wrapped.addSubnet(net, bits, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Whether an address belongs to this machine, its network, or nobody. What is no address is inside too. */
export function isInside(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return inside.check(address, "ipv4");
  if (kind !== 6) return true;
  return !globalUnicast.check(address, "ipv6") || wrapped.check(address, "ipv6");
}

function read(
  url: URL,
  address: string,
  request: typeof httpsRequest,
  wanted: FileWanted,
): Promise<FetchedFile> {
  return new Promise((resolve) => {
    const stop = (fault: EgressFault) => {
      resolve({ ok: false, fault });
      asked.destroy();
    };
    const timer = setTimeout(() => stop("out_of_reach"), wanted.deadlineMs);
    const asked = request(
      url,
      {
        agent: false,
        headers: headersOf(wanted),
        lookup: heldTo(address),
      },
      (reply) => take(reply, wanted.bytesMax, stop, resolve),
    );
    asked.on("error", () => resolve({ ok: false, fault: "out_of_reach" }));
    asked.on("close", () => clearTimeout(timer));
    asked.end();
  });
}

/** Holds a request to the address that was looked at; the certificate is still that of the name. */
export function heldTo(address: string): LookupFunction {
  return (_host, options, done) => {
    const family = isIP(address);
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function headersOf({ accept, etag, lastModified }: FileWanted): Record<string, string> {
  return {
    Accept: accept,
    ...(etag ? { "If-None-Match": etag } : {}),
    ...(lastModified && !etag ? { "If-Modified-Since": lastModified } : {}),
  };
}

function take(
  reply: IncomingMessage,
  bytesMax: number,
  stop: (fault: EgressFault) => void,
  done: (found: FetchedFile) => void,
) {
  const { statusCode = 0, headers } = reply;
  if (statusCode === 304) {
    reply.resume();
    return done({ ok: true, unchanged: true });
  }
  if (statusCode >= 300 && statusCode < 400) return stop("moved");
  if (statusCode !== 200) return stop("not_ok");
  const chunks: Buffer[] = [];
  let bytes = 0;
  reply.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) stop("too_large");
    else chunks.push(chunk);
  });
  reply.on("end", () =>
    done({
      ok: true,
      unchanged: false,
      body: Buffer.concat(chunks),
      contentType: headers["content-type"] ?? "",
      etag: headers.etag ?? null,
      lastModified: headers["last-modified"] ?? null,
    }),
  );
  reply.on("error", () => stop("out_of_reach"));
}
