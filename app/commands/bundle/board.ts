import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundled, hashOf, type PageScript } from "./script.ts";

/** Bundles the script that keeps a board live; boards must know its address before they are built. */
export async function bundleBoardScript(root: string): Promise<PageScript> {
  const code = await bundled(root, "app/board/page.ts");
  return { href: `/assets/board-${hashOf(code)}.js`, code };
}

/** Writes it beside the portal that was just built. */
export function writeBoardScript(root: string, { href, code }: PageScript): void {
  const client = join(root, "build", "client");
  mkdirSync(join(client, "assets"), { recursive: true });
  writeFileSync(join(client, href), code);
}
