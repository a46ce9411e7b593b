import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Counts = { readonly passed: number; readonly failed: number };

const Vitest = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});
const Playwright = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** A file that could not even be loaded has no tests to count, but it is a failure. */
export function vitestCounts(file: string): Counts | null {
  const report = read(file, Vitest);
  if (!report) return null;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((each) => each.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * A test that passes at the second try has passed: a shared machine can starve a browser for longer than
 * any wait that would still be bearable. The browser's own list names it as flaky, for somebody to mend.
 */
export function playwrightCounts(file: string): Counts | null {
  const report = read(file, Playwright);
  if (!report) return null;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}

function read<S extends z.ZodType>(file: string, schema: S): z.output<S> | null {
  if (!existsSync(file)) return null;
  return schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null;
}

/** A step that ended badly has failed at least once, whatever its report says. */
export function judged(counts: Counts | null, code: number | null): Counts {
  if (code === 0) return counts ?? { passed: 1, failed: 0 };
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  return { passed, failed: Math.max(1, failed) };
}
