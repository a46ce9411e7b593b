import dns from "node:dns";
import http from "node:http";
import https, { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type EgressOptions,
  fetchAllowed,
  fetchFile,
  isInside,
} from "#app/adapters/egress.server.ts";
import { selfSigned } from "#app/commands/conformance/self-signed.ts";

const { key, cert } = selfSigned();
const server = createServer({ key, cert });
let port = 0;

beforeAll(async () => {
  server.on("request", ({ url, headers }, reply) => {
    if (url === "/file") {
      const isSame = headers["if-none-match"] === '"two"';
      const type = { "Content-Type": "text/calendar", ETag: '"two"' };
      if (isSame) reply.writeHead(304).end();
      else reply.writeHead(200, { ...type, "Last-Modified": "Sun, 22 Nov 2026" }).end("BEGIN");
    } else if (url === "/moved") reply.writeHead(302, { Location: "https://127.0.0.1/" }).end();
    else if (url === "/large") reply.end("x".repeat(500_000));
    else if (url === "/none") reply.writeHead(404).end();
    else reply.end("what was asked for");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});

/** As if `issuer.example` were outside: the last step alone leads to this machine. */
const outside = (addresses: readonly string[] = ["9.9.9.9"]): EgressOptions => ({
  allow: ["issuer.example", "issuer.example:8443", "localhost", "[::1]"],
  lookup: async () => addresses.map((address) => ({ address })),
  request: ((_url: URL, options: object, done: () => void) => {
    const { pathname: path } = _url;
    const here = { host: "127.0.0.1", port, path, ca: cert, servername: "localhost" };
    return request({ ...options, ...here, lookup: undefined }, done);
  }) as typeof https.request,
});

const faultOf = async (address: string, options = outside()) => {
  const found = await fetchAllowed(address, options);
  return found.ok ? found.text : found.fault;
};

describe("what is fetched", () => {
  it("is what lies at a host that is allowed, by https", async () => {
    expect(await faultOf("https://issuer.example/vc")).toBe("what was asked for");
    expect(await faultOf("https://ISSUER.example:443/vc")).toBe("what was asked for");
    expect(await faultOf("https://issuer.example:8443/vc")).toBe("what was asked for");
  });

  it("is nothing else, and the name of no other host is even looked up", async () => {
    const spies = [
      vi.spyOn(http, "request"),
      vi.spyOn(https, "request"),
      vi.spyOn(dns, "lookup"),
      vi.spyOn(dns.promises, "lookup"),
      vi.spyOn(globalThis, "fetch"),
    ];
    const { lookup: _, request: __, ...real } = outside();
    const refused: [string, string][] = [
      ["http://issuer.example/vc", "not_https"],
      ["https://user:secret@issuer.example/vc", "not_https"],
      ["file:///etc/passwd", "not_https"],
      ["https://other.example/vc", "host_not_allowed"],
      ["https://issuer.example:9999/vc", "host_not_allowed"],
      ["https://issuer.example.evil.example/vc", "host_not_allowed"],
      ["https://169.254.169.254/latest/meta-data", "host_not_allowed"],
      ["https://[::1]/", "address_private"],
      ["nothing", "not_an_address"],
    ];
    for (const [address, fault] of refused) expect(await faultOf(address, real)).toBe(fault);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it("is nothing from an allowed name that leads inside, even by one of its addresses", async () => {
    for (const inside of [
      "127.0.0.1",
      "10.1.2.3",
      "169.254.169.254",
      "::1",
      "fd00::1",
      "fe80::1",
    ]) {
      const options = outside(["9.9.9.9", inside]);
      expect(await faultOf("https://issuer.example/vc", options)).toBe("address_private");
    }
    expect(await faultOf("https://issuer.example/vc", outside([]))).toBe("out_of_reach");
  });

  it("is nothing that moved, is not there, or is too large", async () => {
    expect(await faultOf("https://issuer.example/moved")).toBe("moved");
    expect(await faultOf("https://issuer.example/none")).toBe("not_ok");
    expect(await faultOf("https://issuer.example/large")).toBe("too_large");
  });
});

it("fetches a file with what tells it apart from the next one, and only if it changed", async () => {
  const wanted = { accept: "text/calendar", bytesMax: 10, deadlineMs: 5_000 };
  const get = (change: object, path = "file") =>
    fetchFile(`https://issuer.example/${path}`, outside(), { ...wanted, ...change });
  const found = await get({ etag: '"one"' });
  expect(found).toMatchObject({ ok: true, contentType: "text/calendar", etag: '"two"' });
  expect(found).toMatchObject({ lastModified: "Sun, 22 Nov 2026" });
  expect(found.ok && !found.unchanged && Buffer.from(found.body).toString()).toBe("BEGIN");
  expect(await get({ etag: '"two"' })).toEqual({ ok: true, unchanged: true });
  expect(await get({}, "vc")).toEqual({ ok: false, fault: "too_large" });
});

it("tells addresses inside from those outside", () => {
  const inside = [
    "0.0.0.0",
    "100.64.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "2001:db8::1",
    "2002:a00:1::1",
    "ff02::1",
    "not an address",
  ];
  for (const each of inside) expect(isInside(each), each).toBe(true);
  for (const each of ["8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700::1111"]) {
    expect(isInside(each), each).toBe(false);
  }
});
