import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export type Browser = {
  readonly path: string;
  /** What it needs besides: its libraries and fonts, where the machine has none. */
  readonly env: Readonly<Record<string, string>>;
};

/** The browser never asks anybody but the portal under test, whatever its maker has built in. */
export const networkFlags = [
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
  "--no-proxy-server",
];

export const advice =
  "No browser: set CHROMIUM_PATH to a Chrome or Chromium, or install one, then run npm test again.";

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
  ].flatMap((name) =>
    ["/usr/bin", "/usr/local/bin", "/snap/bin"].map((folder) => join(folder, name)),
  ),
  darwin: ["Google Chrome", "Chromium"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map((name) =>
    join(process.env[name] ?? "C:\\", "Google\\Chrome\\Application\\chrome.exe"),
  ),
};

/** CHROMIUM_PATH, else the one that npm installed, else an installed one; null where there is none. */
export function findBrowser(): Browser | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? { path: given, env: {} } : null;
  return packaged() ?? onMachine();
}

function onMachine(): Browser | null {
  const path = installed[process.platform]?.find((each) => existsSync(each));
  return path ? { path, env: {} } : null;
}

/**
 * Unpacks the packaged headless Chromium (Linux x64) into the project. The package unpacks its libraries
 * only where it believes to run on the platform that it was made for.
 */
function packaged(): Browser | null {
  if (process.platform !== "linux" || process.arch !== "x64" || !isPackageThere()) return null;
  const folder = resolve(".tmp/browser");
  const path = join(folder, "chromium");
  const libraries = {
    LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    FONTCONFIG_PATH: join(folder, "fonts"),
  };
  for (const attempt of ["as it lies there", "unpacked anew"]) {
    if (attempt === "unpacked anew" || !existsSync(path)) unpack(folder);
    if (runs(path, {})) return { path, env: existsSync("/etc/fonts") ? {} : fonts(libraries) };
    if (runs(path, libraries)) return { path, env: libraries };
  }
  return null;
}

function fonts({ FONTCONFIG_PATH }: { FONTCONFIG_PATH: string }) {
  return { FONTCONFIG_PATH };
}

function isPackageThere() {
  try {
    return existsSync(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
  } catch {
    return false;
  }
}

function unpack(folder: string) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = 'import("@sparticuz/chromium").then((module) => module.default.executablePath())';
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" };
  spawnSync(process.execPath, ["-e", program], { env, stdio: "inherit" });
}

function runs(path: string, env: Record<string, string>) {
  return spawnSync(path, ["--version"], { env: { ...process.env, ...env } }).status === 0;
}
