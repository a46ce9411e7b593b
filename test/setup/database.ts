import { randomUUID } from "node:crypto";
import { afterAll, inject } from "vitest";
import { copyDatabase, dropDatabase, makeOnce } from "./postgres.ts";

export type World = "empty" | "demo";

/**
 * A database of its own for one test file: migrated and empty, or with the demonstration told up to the
 * fixed anchor. Dropped when the file is done.
 *
 * @returns The owner's address; the portal's code takes the app's role on it.
 */
export async function freshDatabase(world: World = "empty"): Promise<string> {
  const [adminUrl, run] = [inject("adminUrl"), inject("run")];
  const template = `${run}_${world}`;
  if (world === "demo") {
    // Only a test that asks for the demonstration loads its story.
    const { seedTemplate } = await import("./world.ts");
    await makeOnce(adminUrl, template, (url) => seedTemplate(url, inject("folder")));
  }
  const name = `${run}_${randomUUID().replaceAll("-", "")}`;
  afterAll(() => dropDatabase(adminUrl, name));
  return copyDatabase(adminUrl, template, name);
}
