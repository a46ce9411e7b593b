import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cannotStart } from "#app/domain/cannot-start.ts";
import { bundleBoardScript, writeBoardScript } from "./board.ts";
import { sourceDigest } from "./digest.ts";
import { bundlePageScript, writeOffline } from "./offline.ts";
import { bundlePasskeyScript, writePasskeyScript } from "./passkeys.ts";

export const buildEntry = (root: string) => join(root, "build", "server", "index.js");
const linesShown = 15;
const stampFile = (root: string) => join(root, "build", ".stamp");

export function isBuildFresh(root: string): boolean {
  if (!existsSync(stampFile(root)) || !existsSync(buildEntry(root))) return false;
  return readFileSync(stampFile(root), "utf8") === sourceDigest(root);
}

/**
 * Builds the portal into `build/` and stamps it with the digest of the sources it was made from.
 *
 * @throws CannotStart with the build's own words, or where the build tools are not installed.
 */
export async function buildPortal(root: string): Promise<void> {
  const digest = sourceDigest(root);
  rmSync(stampFile(root), { force: true });
  const program = [remixProgram(root), "vite:build", "--logLevel", "warn"];
  const script = await bundlePageScript(root);
  const passkeys = await bundlePasskeyScript(root);
  const board = await bundleBoardScript(root);
  const addresses = {
    VITE_OFFLINE_SCRIPT: script.href,
    VITE_PASSKEY_SCRIPT: passkeys.href,
    VITE_BOARD_SCRIPT: board.href,
  };
  const { code, output } = await run(root, program, addresses);
  if (code !== 0) throw cannotStart(`The build failed:\n${beginning(output)}`);
  writePasskeyScript(root, passkeys);
  writeBoardScript(root, board);
  await writeOffline(root, script);
  writeFileSync(stampFile(root), digest);
}

/** Where and what; the stack and the list of files after it help nobody. */
function beginning(output: string): string {
  const lines = output.trim().split("\n");
  return lines.slice(0, linesShown).join("\n");
}

function remixProgram(root: string): string {
  try {
    return createRequire(join(root, "package.json")).resolve("@remix-run/dev/dist/cli.js");
  } catch (cause) {
    const advice = "run npm ci --include=dev";
    throw cannotStart(
      `There is no fresh build, and the build tools are missing: ${advice}.`,
      cause,
    );
  }
}

type Run = { readonly code: number; readonly output: string };

function run(
  cwd: string,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { ...process.env, ...more, NODE_ENV: "production" };
    const child = spawn(process.execPath, [...args], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
