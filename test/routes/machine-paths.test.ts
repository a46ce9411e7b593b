import { connect } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Listening, listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import { freshHouse } from "#test/setup/house.ts";

type Module = { loader?: (args: Args) => unknown; action?: (args: Args) => unknown };
type Args = { request: Request; params: Record<string, string> };

const echo = ({ request, params }: Args) =>
  Response.json({ params, path: new URL(request.url).pathname });
const routes: Readonly<Record<string, Module>> = {
  "api/v1/units/:unit": { loader: echo },
  "api/v1/units/all": { loader: () => Response.json("every unit") },
  "api/v1/fault": {
    loader: () => {
      throw new Error("the password is swordfish");
    },
  },
  "api/v1/away": {
    loader: () => {
      throw Object.assign(new Error("no answer"), { code: "ECONNREFUSED" });
    },
  },
  "api/v1/refused": {
    loader: () => {
      throw new Response("no", { status: 403 });
    },
  },
  "api/v1/roster": {
    action: async ({ request }) => Response.json((await request.arrayBuffer()).byteLength),
  },
  "status/*": { loader: echo },
};

let listening: Listening;
let origin: string;

beforeAll(async () => {
  const { house } = await freshHouse();
  const entries = Object.entries(routes).map(([path, module]) => [
    path,
    { id: path, path, module },
  ]);
  const build = { routes: Object.fromEntries(entries) } as unknown as ServerBuild;
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  listening = await listen((incoming, outgoing) => void portal(incoming, outgoing), "localhost", 0);
  origin = `http://localhost:${listening.port}`;
});
afterAll(() => listening.close());

const json = async (path: string) => (await fetch(origin + path)).json();

it("hands the loader its parameters, decoded", async () => {
  expect(await json("/api/v1/units/demo%20advanced")).toMatchObject({
    params: { unit: "demo advanced" },
  });
  expect(await json("/status/revocation/1")).toMatchObject({ params: { "*": "revocation/1" } });
});

it("prefers the literal address to the one with a parameter", async () => {
  expect(await json("/api/v1/units/all")).toBe("every unit");
});

it("numbers every answer, each with its own number", async () => {
  const [one, two] = await Promise.all([fetch(`${origin}/api/x`), fetch(`${origin}/api/x`)]);
  const [first, second] = [one, two].map((reply) => reply.headers.get("X-Request-Id"));
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(first).not.toBe(second);
});

it.each([
  ["GET", "/api/v1/nothing", 404],
  ["GET", "/api", 404],
  ["GET", "/api/v1/units/a/b", 404],
  ["POST", "/api/v1/units/all", 405],
  ["GET", "/api/v1/roster", 405],
  ["GET", "/api/v1/fault", 500],
  ["GET", "/api/v1/away", 503],
])("answers %s %s with %i as problem+json", async (method, path, status) => {
  const reply = await fetch(origin + path, { method });
  expect(reply.status).toBe(status);
  expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
  expect(await reply.json()).toMatchObject({ status });
});

it("says which methods an address answers", async () => {
  const reply = await fetch(`${origin}/api/v1/units/all`, { method: "DELETE" });
  expect(reply.headers.get("Allow")).toBe("GET, HEAD");
});

it("tells nothing of a fault but its number", async () => {
  const reply = await fetch(`${origin}/api/v1/fault`);
  const text = await reply.text();
  expect(text).not.toContain("swordfish");
  expect(text).toContain(reply.headers.get("X-Request-Id"));
});

it("takes a thrown response for the answer", async () => {
  const reply = await fetch(`${origin}/api/v1/refused`);
  expect([reply.status, await reply.text()]).toEqual([403, "no"]);
});

it("answers HEAD like GET, without a body", async () => {
  const reply = await fetch(`${origin}/api/v1/units/all`, { method: "HEAD" });
  expect([reply.status, await reply.text()]).toEqual([200, ""]);
});

it("refuses a body that is too large, whether or not it says its length", async () => {
  const large = new Uint8Array(11 * 1024 * 1024);
  const url = `${origin}/api/v1/roster`;
  const said = await fetch(url, { method: "PUT", body: large });
  const unsaid = await fetch(url, {
    method: "PUT",
    body: new Blob([large]).stream(),
    duplex: "half",
  } as RequestInit);
  expect([said.status, unsaid.status]).toEqual([413, 413]);
  const fits = await fetch(url, { method: "PUT", body: large.slice(0, 1000) });
  expect(await fits.json()).toBe(1000);
});

it("tells a person in a browser in words, with the way back, when a form is too large", async () => {
  const headers = { Accept: "text/html", "Content-Type": "text/plain" };
  const body = new Uint8Array(51 * 1024 * 1024);
  const told = await fetch(`${origin}/units/a/roster/upload`, { method: "POST", headers, body });
  const page = await told.text();
  expect([told.status, told.headers.get("Content-Type")]).toEqual([
    413,
    "text/html; charset=utf-8",
  ]);
  expect(page).toContain("10 MB");
  expect(page).toContain('href="/units/a/roster/upload"');
});

it("refuses methods that it does not know", async () => {
  expect(await raw("TRACE /api/v1/units/all HTTP/1.1\r\nHost: localhost\r\n")).toContain("405");
});

it("keeps an absolute target to its own host", async () => {
  const said = await raw("GET http://other.example/api/v1/units/a HTTP/1.1\r\nHost: localhost\r\n");
  expect(said).toContain('"path":"/api/v1/units/a"');
});

it("says in one line that a port is taken", async () => {
  const taken = listen(() => {}, "localhost", listening.port);
  await expect(taken).rejects.toThrow(`Port ${listening.port} is taken`);
});

function raw(head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const socket = connect(listening.port, "127.0.0.1", () =>
      socket.write(`${head}Connection: close\r\n\r\n`),
    );
    socket.on("data", (chunk) => {
      said += String(chunk);
    });
    socket.on("end", () => resolve(said));
    socket.on("error", reject);
  });
}
