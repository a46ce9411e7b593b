import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Listening, listen } from "#app/http/server/listen.server.ts";
import { staticFiles } from "#app/http/server/static.server.ts";
import { removeFolder, temporaryFolder } from "#test/setup/postgres.ts";

const folder = temporaryFolder();
let listening: Listening;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  writeFileSync(join(folder, "service-worker.js"), "0");
  writeFileSync(join(folder, "assets/root-1a2b.css"), "a{}");
  writeFileSync(join(folder, ".secret"), "no");
  const serve = staticFiles(folder);
  const listener: Parameters<typeof listen>[0] = (incoming, outgoing) =>
    serve(incoming, outgoing, () => outgoing.writeHead(404).end());
  listening = await listen(listener, "localhost", 0);
});
afterAll(async () => {
  await listening.close();
  removeFolder(folder);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://localhost:${listening.port}${path}`, { headers });

it("lets what carries a hash be kept for good, and all else for an hour", async () => {
  const hashed = await get("/assets/root-1a2b.css");
  expect(hashed.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  const plain = await get("/favicon.svg");
  expect(plain.headers.get("Cache-Control")).toBe("public, max-age=3600");
  expect(await plain.text()).toBe("<svg/>");
  const etag = plain.headers.get("ETag") ?? "";
  expect((await get("/favicon.svg", { "If-None-Match": etag })).status).toBe(304);
});

it("has the worker asked for anew each time", async () => {
  expect((await get("/service-worker.js")).headers.get("Cache-Control")).toBe("no-cache");
});

it.each(["bytes=5-2", "bytes=-1", "bytes=a-b", "bytes=99-"])(
  "serves the whole file for the range %s, and lives on",
  async (Range) => {
    const reply = await get("/favicon.svg", { Range });
    expect([reply.status, await reply.text()]).toEqual([200, "<svg/>"]);
    expect((await get("/favicon.svg")).status).toBe(200);
  },
);

it("lives on when a file is gone that it served before", async () => {
  expect((await get("/assets/root-1a2b.css")).status).toBe(200);
  rmSync(join(folder, "assets/root-1a2b.css"));
  expect((await get("/assets/root-1a2b.css")).status).toBe(404);
  expect((await get("/favicon.svg")).status).toBe(200);
});

it.each(["/.secret", "/%00", "/..%2f..%2fetc%2fpasswd", "/assets/../../package.json"])(
  "has no file to give at %s",
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);
