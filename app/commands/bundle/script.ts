import { createHash } from "node:crypto";
import { join } from "node:path";

/** A script with its address under `assets/`, which carries a hash of its content. */
export type PageScript = { readonly href: string; readonly code: string };

/** Bundles what runs in a browser by itself into one file; `entry` from the root of the checkout. */
export async function bundled(
  root: string,
  entry: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  // Not there where the portal runs without build tools.
  const { build } = await import("vite");
  const made = await build({
    root,
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"', ...define },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rollupOptions: { input: join(root, entry), output: { format: "iife" } },
    },
  });
  const [output] = [made].flat();
  const chunk = output && "output" in output ? output.output[0] : null;
  if (!chunk) throw new Error(`Nothing was made of ${entry}.`);
  return chunk.code;
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}
