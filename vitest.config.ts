import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/setup/longest-first.ts";

const pure = ["domain", "content", "components", "offline", "house"];
const record = ["operations", "routes", "db"];
const filesOf = (folders: readonly string[]) =>
  folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    pool: "threads",
    // Half of the time is spent waiting for the database, so a second core is worth having.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    // Waits are long, since a machine may be busy; what never ends fails all the same.
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: filesOf(pure),
          // Modules are loaded once for all files of a thread: to load them for each takes as long as to test.
          // Not below: a thread that does so begins all its files at once, and a database for each.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "record",
          include: filesOf(record),
          globalSetup: "test/setup/record.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
