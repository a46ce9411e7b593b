import { join } from "node:path";
import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { startSession } from "#app/http/session.server.ts";
import { findAccount } from "#db/store/people/persons.server.ts";
import { publicUrls } from "#test/house/public-urls.ts";
import { root } from "#test/house/sources.ts";
import { allUrls } from "#test/house/urls.ts";
import { freshHouse } from "#test/setup/house.ts";

type Args = { request: Request; context: AppLoadContext; params: Record<string, string> };
type Module = {
  readonly loader?: (args: Args) => unknown;
  readonly action?: (args: Args) => unknown;
};

const urls = await allUrls();
const { house } = await freshHouse({ world: "demo" });
const modules = new Map<string, Module>();
const cookies = new Map<string, string>();

beforeAll(async () => {
  for (const { file } of urls) {
    modules.set(file, (await import(/* @vite-ignore */ join(root, "app", file))) as Module);
  }
  for (const { email } of demonstrationAccounts) {
    const account = await findAccount(house.db, email);
    const cookie = account && (await startSession(house, account.personId));
    cookies.set(email, cookie?.split(";")[0] ?? "");
  }
}, 60_000);

/** What addresses are made of by people who try: no id, an id of nothing, and attacks. */
const garbage = [
  "x",
  "00000000-0000-7000-8000-000000000000",
  "' or 1=1 --",
  "../../etc/passwd",
  "__proto__",
  "9".repeat(400),
  "a\ud83d\udca9",
];

/** The status of the answer; a fault of ours is thrown on. */
async function statusOf(
  module: Module,
  pattern: string,
  value: string,
  { cookie = "", post = false }: { readonly cookie?: string; readonly post?: boolean } = {},
) {
  const handler = post ? module.action : module.loader;
  if (!handler) return 405;
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const params = Object.fromEntries(names.map((name) => [name, value]));
  const path = pattern.replace(/:\w+/g, encodeURIComponent(value));
  const request = new Request(`http://localhost${path}`, {
    method: post ? "POST" : "GET",
    headers: cookie ? { Cookie: cookie } : {},
    ...(post ? { body: new URLSearchParams({ nothing: "of use" }) } : {}),
  });
  const context = { house, requestId: "test", clientAddress: "192.0.2.9" } as AppLoadContext;
  try {
    const reply = await handler({ request, context, params });
    if (reply instanceof Response) return reply.status;
    return (reply as { init?: { status?: number } } | null)?.init?.status ?? 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw new Error(`${post ? "POST" : "GET"} ${path}: ${String(thrown)}`, { cause: thrown });
  }
}

const moduleOf = (file: string) => modules.get(file) as Module;
/** Pages of content that take a name from the address answer 404 for one that they lack. */
const isNamed = (pattern: string) => pattern.includes(":");

describe("somebody who is not signed in", () => {
  it("sees what is public, and of everything else that it takes a sign-in", async () => {
    for (const { pattern, file } of urls) {
      const status = await statusOf(moduleOf(file), pattern, "x");
      const open = pattern in publicUrls || /^\/credentials\//.test(pattern);
      // Who came by a link has its cookie; to anybody else there is nothing here.
      const byLink = pattern === "/assessment";
      const fit = open ? [200, 302, 400, 404, 405, 410] : byLink ? [404] : [302, 401, 405];
      expect(fit, `${pattern} ${status}`).toContain(status);
    }
  });
});

describe("anybody, whatever stands in the address", () => {
  const accounts = [null, ...demonstrationAccounts.map(({ email }) => email)];

  it.each(accounts)(
    "gets an answer that is no fault and shows nothing: %s",
    async (email) => {
      const cookie = email ? cookies.get(email) : "";
      for (const { pattern, file } of urls) {
        for (const value of isNamed(pattern) ? garbage : ["x"]) {
          const status = await statusOf(moduleOf(file), pattern, value, { cookie });
          expect(status, `${pattern} ${value}`).toBeLessThan(500);
          // A link that has run out says so on its own page; a screen's code is looked at when it is sent.
          const mayShow = !isNamed(pattern) || ["/join/:token", "/screen/:code"].includes(pattern);
          if (!mayShow) expect(status, `${pattern} ${value}`).not.toBe(200);
        }
      }
    },
    60_000,
  );

  it.each(accounts)(
    "cannot send a form that breaks anything: %s",
    async (email) => {
      const cookie = email ? cookies.get(email) : "";
      const others = urls.filter(({ pattern }) => pattern !== "/logout");
      for (const { pattern, file } of others) {
        for (const value of isNamed(pattern) ? garbage.slice(0, 3) : ["x"]) {
          const sent = { cookie, post: true };
          const status = await statusOf(moduleOf(file), pattern, value, sent);
          expect(status, `${pattern} ${value}`).toBeLessThan(500);
          if (isNamed(pattern)) expect(status, `${pattern} ${value}`).not.toBe(200);
        }
      }
    },
    60_000,
  );
});
