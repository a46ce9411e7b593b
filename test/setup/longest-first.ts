import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that run for much longer than their size tells. Begun last, one of them would keep a single core
 * busy while the others have nothing left. The second needs no demonstration, which the first then tells.
 */
const long = [
  "routes/urls.test.ts",
  "db/embedded.test.ts",
  "db/kill.test.ts",
  "operations/training/digest.test.ts",
  "operations/coverage/staffing-desk.test.ts",
  "operations/coverage/replay-busy.test.ts",
  "operations/coverage/replay.test.ts",
  "operations/training/feedback.test.ts",
  "operations/credential/mails.test.ts",
  "operations/credential/signer.test.ts",
  "domain/training/oracle.test.ts",
  "domain/training/laws.test.ts",
  "domain/coverage/explain.property.test.ts",
  "domain/coverage/answer.oracle.test.ts",
  "content/content.test.ts",
];

/** Where nothing is remembered of an earlier run, size alone would order the files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = long.findIndex((each) => moduleId.endsWith(`/test/${each}`));
  return rank < 0 ? long.length : rank;
}
