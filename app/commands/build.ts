import { resolve } from "node:path";
import { buildPortal } from "./bundle/portal.ts";
import { complain, explainFailure, say } from "./terminal.ts";

/** Builds the portal into `build/`, whether or not a fresh build is there. */
try {
  await buildPortal(resolve(import.meta.dirname, "../.."));
  say("Built into build/");
} catch (error) {
  complain(explainFailure(error));
  process.exitCode = 1;
}
