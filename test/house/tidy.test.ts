import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { filesUnder, root, sourcesUnder } from "./sources.ts";
import { isJunkDrawer, paletteOf, unappliedTokens, untidy } from "./tidy-rules.ts";

const folders = ["app", "db", "content", "test", "public"];

/** The top level is fixed: a new name here needs a reason that the README can give. */
const topLevel = [
  ".ci",
  ".env.example",
  ".gitignore",
  ".npmrc",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "SECURITY.md",
  "app",
  "biome.json",
  "content",
  "db",
  "drizzle.config.ts",
  "package-lock.json",
  "package.json",
  "playwright.config.ts",
  "public",
  "remix.config.js",
  "test",
  "tsconfig.json",
  "vite.config.ts",
  "vitest.config.ts",
];
/** Made by commands, or belonging to the person who works here; none is in the repository. */
const untracked = [".data", ".env", ".git", ".tmp", "build", "node_modules", "test-results"];

it("has no file or folder whose name says nothing", () => {
  expect(folders.flatMap(filesUnder).filter(isJunkDrawer)).toEqual([]);
});

it("uses the house's words, its clock and its log", () => {
  const sources = sourcesUnder(folders, /\.(tsx?|js|css|ya?ml|md)$/);
  expect(sources.flatMap(untidy)).toEqual([]);
});

it("names colours by what they mean, everywhere but in tokens.css", () => {
  const tokens = readFileSync(join(root, "app/styles/tokens.css"), "utf8");
  const palette = paletteOf(tokens);
  expect(palette.size).toBeGreaterThan(5);
  const sources = sourcesUnder(["app"], /\.(css|tsx)$/);
  const others = sources.filter(({ path }) => path !== "app/styles/tokens.css");
  expect(others.flatMap((source) => unappliedTokens(source, palette))).toEqual([]);
});

it("has nothing at the top level but what is meant to be there", () => {
  const extra = readdirSync(root).filter((name) => ![...topLevel, ...untracked].includes(name));
  expect(extra.filter((name) => !name.endsWith(".tsbuildinfo"))).toEqual([]);
});

it("links in its READMEs only to what exists", () => {
  const pages = sourcesUnder(["."], /(^|\/)[A-Z]+\.md$/);
  const broken = pages.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((target) => !existsSync(join(root, dirname(path), target)))
      .map((target) => `${path} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

it("names in its READMEs only folders that exist", () => {
  const pages = sourcesUnder(["."], /(^|\/)README\.md$/);
  const missing = pages.flatMap(({ path, text }) =>
    foldersNamed(text)
      .filter((name) => ![root, join(root, dirname(path))].some((at) => existsSync(join(at, name))))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g)]
    .map(([, link, image]) => (link ?? image ?? "").replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

/** `app/domain/` in code marks. Folders that only a running portal has are left out. */
function foldersNamed(markdown: string): string[] {
  return [...markdown.matchAll(/`((?:[\w.-]+\/)+)`/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !/^(\.data|\.tmp|build|node_modules)\//.test(name));
}

it.each([
  ["app/domain/roster/duty.ts", "const at = Date.now();"],
  ["app/operations/x.server.ts", "const at = new Date();"],
  ["app/routes/home.tsx", 'console.log("here");'],
  ["app/domain/training/case.ts", "const traineeId = 1;"],
  ["app/domain/training/case.ts", "type Trainee = string;"],
  ["app/routes/coverage/board.tsx", "const nightRota = [];"],
  ["content/pages/about.md", "He is board certified."],
  ["app/domain/ids.ts", "const id = crypto.randomUUID();"],
])("finds the planted untidiness in %s: %s", (path, text) => {
  expect(untidy({ path, text })).toHaveLength(1);
});

it.each([
  ["app/adapters/clock.server.ts", "Date.now()"],
  ["app/domain/time/instant.ts", "new Date(local)"],
  ["app/routes/home.tsx", "rotate(rotation, annotation)"],
])("lets be what is fine in %s: %s", (path, text) => {
  expect(untidy({ path, text })).toEqual([]);
});

it("tells palette from applied tokens", () => {
  const palette = paletteOf(":root {\n  --blue-60: #1d4ed8;\n  --colour-link: var(--blue-60);\n}");
  const css = (text: string) => unappliedTokens({ path: "app/components/a.css", text }, palette);
  expect(css("a { color: var(--colour-link); }")).toEqual([]);
  expect(css("a { color: var(--blue-60); }")).toHaveLength(1);
  expect(css("a { color: #fff; }")).toHaveLength(1);
});
