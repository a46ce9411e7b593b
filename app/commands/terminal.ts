import { isCannotStart } from "#app/domain/cannot-start.ts";

export function say(line: string) {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string) {
  process.stderr.write(`${line}\n`);
}

/** Reasons that a person can act on are one line; anything else is a fault and shows its stack. */
export function explainFailure(error: unknown): string {
  if (isCannotStart(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** `.env` at the root of the checkout; what is set already wins. */
export function loadDotEnv() {
  try {
    process.loadEnvFile?.(".env");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
