import type { TestProject } from "vitest/node";
import { dropRun, inheritedRun, prepareRun } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    /** Databases of this run begin so; templates are `<run>_empty` and `<run>_demo`. */
    run: string;
    folder: string;
  }
}

/** One PostgreSQL for the whole run: that of `npm test`, or its own when run alone. */
export default async function setup(project: TestProject) {
  const inherited = inheritedRun();
  const run = inherited ?? (await prepareRun());
  project.provide("adminUrl", run.postgres.adminUrl);
  project.provide("run", run.name);
  project.provide("folder", run.postgres.folder);
  return inherited ? undefined : () => dropRun(run);
}
