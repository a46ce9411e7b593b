import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Listening, listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import * as verifier from "#app/routes/api/credential-verify.ts";
import * as register from "#app/routes/api/register.ts";
import * as securityTxt from "#app/routes/api/security-txt.ts";
import { freshHouse } from "#test/setup/house.ts";

let listening: Listening;
let origin: string;

const modules = {
  "api/v1/register": register,
  "vc/credentials/verify": verifier,
  ".well-known/security.txt": securityTxt,
};

beforeAll(async () => {
  const { house } = await freshHouse();
  const routes = Object.fromEntries(
    Object.entries(modules).map(([path, module]) => [path, { id: path, path, module }]),
  );
  const build = { routes } as unknown as ServerBuild;
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  listening = await listen((incoming, outgoing) => void portal(incoming, outgoing), "localhost", 0);
  origin = `http://localhost:${listening.port}`;
});
afterAll(() => listening.close());

const send = (path: string, type: string, body: string, method = "POST") =>
  fetch(origin + path, { method, headers: { "Content-Type": type }, body });
const form = "application/x-www-form-urlencoded";

it.each([
  ["/api/v1/register?name=ab%00", 400],
  ["/api/%00", 400],
  ["/api/%ff", 400],
  ["/units/%00/board", 400],
])("refuses an address that no record could hold: %s", async (path, status) => {
  const reply = await fetch(origin + path);
  expect(reply.status).toBe(status);
  expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
});

it.each([
  ["JSON", "application/json", "{}", 415],
  ["text", "text/plain", "email=a", 415],
  ["a multipart body without its boundary", "multipart/form-data", "x", 400],
  ["a multipart body that breaks off", "multipart/form-data; boundary=x", "--x\r\nbroken", 400],
  ["a form with NUL in it", form, "email=a%00b", 400],
])("refuses %s where a page takes a form", async (_, type, body, status) => {
  const reply = await send("/login", type, body);
  expect([reply.status, (await reply.json()).status]).toEqual([status, status]);
});

it.each(["PUT", "PATCH", "DELETE"])(
  "does not take %s for a form sent to a page",
  async (method) => {
    const reply = await send("/login", form, "email=a", method);
    expect([reply.status, reply.headers.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
  },
);

it("refuses a form that another site sent", async () => {
  const headers = { "Content-Type": form, "Sec-Fetch-Site": "cross-site" };
  const reply = await fetch(`${origin}/login`, { method: "POST", headers, body: "email=a" });
  expect(reply.status).toBe(403);
});

it.each(["GET", "PUT", "DELETE"])("verifies by POST alone, not by %s", async (method) => {
  const reply = await fetch(`${origin}/vc/credentials/verify`, { method });
  expect([reply.status, reply.headers.get("Allow")]).toEqual([405, "POST"]);
});

it("says when to search again, once there were too many searches", async () => {
  let reply = await fetch(`${origin}/api/v1/register?name=nobody`);
  for (let asked = 0; asked < 70 && reply.status === 200; asked++) {
    reply = await fetch(`${origin}/api/v1/register?name=nobody`);
  }
  expect(reply.status).toBe(429);
  expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
});

it("says where to report a weakness, for some months ahead", async () => {
  const text = await (await fetch(`${origin}/.well-known/security.txt`)).text();
  expect(text).toMatch(/^Contact: (https?:|mailto:)\S+$/m);
  const expires = /^Expires: (\S+)$/m.exec(text)?.[1] ?? "";
  expect(Date.parse(expires)).toBeGreaterThan(Date.parse("2027-01-01T00:00:00Z"));
});
