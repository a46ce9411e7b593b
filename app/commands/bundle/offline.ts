import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isKept } from "#app/offline/places.ts";
import { bundled, hashOf, type PageScript } from "./script.ts";

type Manifest = {
  readonly entry: Files;
  readonly routes: Readonly<Record<string, Files & { readonly path?: string }>>;
};
type Files = {
  readonly module: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
};

const client = (root: string) => join(root, "build", "client");

/** Bundles the script of every page; the pages must know its address before they are built. */
export async function bundlePageScript(root: string): Promise<PageScript> {
  const code = await bundled(root, "app/offline/page.ts");
  return { href: `/assets/offline-${hashOf(code)}.js`, code };
}

/**
 * Writes the page script and the worker beside the portal that was just built. The worker is told which
 * files the kept pages need, and a name for this set of them.
 */
export async function writeOffline(root: string, script: PageScript): Promise<void> {
  const manifest = manifestOf(root);
  const routes = Object.values(manifest.routes);
  const kept = routes.filter(({ path = "" }) => isKept(`/${path}`));
  const needed = [manifest.entry, ...routes.filter(({ path }) => path === ""), ...kept];
  const files = needed.flatMap(({ module, imports = [], css = [] }) => [
    module,
    ...imports,
    ...css,
  ]);
  const shell = [...new Set([...files, ...fontsOf(root), manifestHref(root), script.href])].sort();
  const worker = await bundled(root, "app/offline/worker.ts", {
    __SHELL__: JSON.stringify(shell),
    __STYLES__: JSON.stringify(manifest.routes.root?.css ?? []),
    __BUILD__: JSON.stringify(hashOf(shell.join("\n"))),
  });
  mkdirSync(join(client(root), "assets"), { recursive: true });
  writeFileSync(join(client(root), script.href), script.code);
  writeFileSync(join(client(root), "service-worker.js"), worker);
}

function assets(root: string): string[] {
  return readdirSync(join(client(root), "assets"));
}

function manifestHref(root: string): string {
  const name = assets(root).find((each) => /^manifest-\w+\.js$/.test(each));
  if (!name) throw new Error("The portal was built without a manifest.");
  return `/assets/${name}`;
}

function manifestOf(root: string): Manifest {
  const text = readFileSync(join(client(root), manifestHref(root)), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
}

/** The portal is written in English: the faces for Latin letters are enough without network. */
function fontsOf(root: string): string[] {
  const latin = assets(root).filter((name) => /-latin-wght-normal-.*\.woff2$/.test(name));
  return latin.map((name) => `/assets/${name}`);
}
