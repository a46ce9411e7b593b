import { lookup as systemLookup } from "node:dns/promises";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP } from "node:net";

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

const bytesMax = 400_000;
const deadlineMs = 5_000;

/**
 * Fetches a small text from a host that the operator allows, and from nowhere else: https only, never an
 * address inside (asked once and then held to, so that a second answer of the name server changes
 * nothing), no redirects, at most 400 kB and 5 s.
 *
 * @source OWASP Server-Side Request Forgery Prevention Cheat Sheet
 */
export async function fetchAllowed(address: string, options: EgressOptions): Promise<Fetched> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return { ok: false, fault: "not_an_address" };
  if (url.protocol !== "https:" || url.username || url.password) {
    return { ok: false, fault: "not_https" };
  }
  // `host` leaves out the port of https, as the list does.
  if (!options.allow.includes(url.host)) return { ok: false, fault: "host_not_allowed" };
  const found = await publicAddress(url.hostname, options.lookup ?? lookupAll);
  if (!found.ok) return found;
  return read(url, found.address, options.request ?? httpsRequest);
}

const lookupAll = (host: string) => systemLookup(host, { all: true, verbatim: true });

type Resolved =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly fault: EgressFault };

/** Every address of the host must be outside: one inside is enough to refuse. */
async function publicAddress(
  hostname: string,
  lookup: NonNullable<EgressOptions["lookup"]>,
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

function read(url: URL, address: string, request: typeof httpsRequest): Promise<Fetched> {
  return new Promise((resolve) => {
    const stop = (fault: EgressFault) => {
      resolve({ ok: false, fault });
      asked.destroy();
    };
    const timer = setTimeout(() => stop("out_of_reach"), deadlineMs);
    const asked = request(
      url,
      {
        agent: false,
        headers: { Accept: "application/vc, application/did+json, application/json, */*;q=0.1" },
        // Held to the address that was looked at; the certificate is still that of the name.
        lookup: (_host, options, done) => {
          const family = isIP(address);
          if (options.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      (reply) => {
        const { statusCode = 0 } = reply;
        if (statusCode >= 300 && statusCode < 400) return stop("moved");
        if (statusCode !== 200) return stop("not_ok");
        const chunks: Buffer[] = [];
        let bytes = 0;
        reply.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > bytesMax) stop("too_large");
          else chunks.push(chunk);
        });
        reply.on("end", () => resolve({ ok: true, text: Buffer.concat(chunks).toString("utf8") }));
        reply.on("error", () => stop("out_of_reach"));
      },
    );
    asked.on("error", () => resolve({ ok: false, fault: "out_of_reach" }));
    asked.on("close", () => clearTimeout(timer));
    asked.end();
  });
}
