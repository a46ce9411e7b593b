import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundled, hashOf, type PageScript } from "./script.ts";

/** Bundles the script by which forms are confirmed with a passkey; pages must know its address. */
export async function bundlePasskeyScript(root: string): Promise<PageScript> {
  const code = await bundled(root, "app/passkeys/page.ts");
  return { href: `/assets/passkeys-${hashOf(code)}.js`, code };
}

/** Writes it beside the portal that was just built. */
export function writePasskeyScript(root: string, { href, code }: PageScript): void {
  const client = join(root, "build", "client");
  mkdirSync(join(client, "assets"), { recursive: true });
  writeFileSync(join(client, href), code);
}
