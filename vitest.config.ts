import { defineConfig } from "vitest/config";

const pure = ["domain", "content", "components", "offline", "house"];
const record = ["operations", "routes", "db"];
const filesOf = (folders: readonly string[]) =>
  folders.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    pool: "threads",
    // Half of the time is spent waiting for the database, so a second core is worth having.
    maxWorkers: "100%",
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "pure", include: filesOf(pure) } },
      {
        extends: true,
        test: {
          name: "record",
          include: filesOf(record),
          globalSetup: "test/setup/record.ts",
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
