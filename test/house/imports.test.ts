import { expect, it } from "vitest";
import { breaches, lacksServerName } from "./import-law.ts";
import { filesUnder, sourcesUnder } from "./sources.ts";

const sources = sourcesUnder(["app", "db", "content"], /\.(ts|tsx|js|mjs)$/);

it("imports only what the law of the floors and rooms allows", () => {
  expect(sources.flatMap(breaches)).toEqual([]);
});

it("names every file that must not reach a browser .server", () => {
  expect([...filesUnder("app"), ...filesUnder("db")].filter(lacksServerName)).toEqual([]);
});

it("keeps code out of content", () => {
  expect(filesUnder("content").filter((path) => /\.(m?[jt]sx?|sh|py)$/.test(path))).toEqual([]);
});

it.each([
  ["app/domain/roster/duty.ts", "node:fs"],
  ["app/domain/roster/duty.ts", "drizzle-orm"],
  ["app/domain/roster/duty.ts", "temporal-polyfill"],
  ["app/domain/roster/duty.ts", "../coverage/coverage.ts"],
  ["app/domain/ledger/chain.ts", "../people/grant.ts"],
  ["app/domain/roster/duty.ts", "#db/client.server.ts"],
  ["db/store/roster.server.ts", "#app/operations/act.server.ts"],
  ["app/adapters/feed.server.ts", "#db/client.server.ts"],
  ["app/operations/roster/publish.server.ts", "#app/http/form.server.ts"],
  ["app/components/board.tsx", "#db/schema/roster.ts"],
  ["app/components/board.tsx", "#app/operations/act.server.ts"],
  ["app/routes/coverage/board.tsx", "#db/store/roster.server.ts"],
  ["app/routes/coverage/board.tsx", "#app/adapters/clock.server.ts"],
  ["app/http/form.server.ts", "#app/components/button.tsx"],
  ["app/http/form.server.ts", "lucia"],
  ["app/commands/admin.ts", "#db/client.server.ts"],
  ["app/commands/start.ts", "#app/offline/places.ts"],
  ["app/root.tsx", "#app/offline/page.ts"],
  ["app/offline/page.ts", "#app/http/form.server.ts"],
  ["app/offline/page.ts", "#app/components/button.tsx"],
  ["app/offline/page.ts", "workbox-routing"],
  ["app/components/drafts.tsx", "idb"],
  ["app/operations/act.server.ts", "#test/world/time.ts"],
])("finds the planted breach %s -> %s", (path, target) => {
  const planted = { path, text: `import { x } from "${target}";` };
  expect(breaches(planted)).toHaveLength(1);
});

it.each([
  'import type { x } from "#test/a.ts";',
  'export { x } from "#test/a.ts";',
  'import "#test/a.ts";',
  'const x = await import("#test/a.ts");',
  'import {\n  a,\n  b,\n} from "#test/a.ts";',
])("sees an import however it is written: %s", (text) => {
  expect(breaches({ path: "app/routes/home.tsx", text })).toEqual([
    "app/routes/home.tsx -> test/a.ts (routes may not import test)",
  ]);
});

it("lets rooms look left and files outside rooms serve all", () => {
  const text = 'import { a } from "../time/interval.ts";\nimport { b } from "../result.ts";';
  expect(breaches({ path: "app/domain/roster/duty.ts", text })).toEqual([]);
});

it("misses the name where a server file lacks it", () => {
  expect(lacksServerName("app/operations/roster/publish.ts")).toBe(true);
  expect(lacksServerName("db/store/roster.ts")).toBe(true);
  expect(lacksServerName("db/schema/roster.ts")).toBe(false);
});
