import pino, { type Logger } from "pino";

export type Log = Logger;

/** Never written, whatever object is logged. */
const secrets = ["password", "token", "authorization", "cookie", "secret"];

/** One JSON line per event on standard error, so that standard output stays for people. */
export function createLog(level: string): Log {
  const paths = secrets.flatMap((name) => [name, `*.${name}`]);
  const options = { level, base: null, serializers: { err: errorForLog } };
  return pino(
    { ...options, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** What a failed statement says of the values that it was sent with, and of those in its way. */
const values = ["params", "parameters", "detail", "where"];
const valuesInText = /\nparams: [\s\S]*?(?=\n {4}at |\ncaused by: |$)/g;

/**
 * An error as it may stand in the log: without what was being written, which can be a roster, a name, or an
 * address that lets in whoever has it.
 */
export function errorForLog(error: Error): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const told = Object.entries(pino.stdSerializers.err(error));
  const left = told.filter(([name]) => !values.includes(name) && name !== "raw");
  return Object.fromEntries(
    left.map(([name, value]) => [
      name,
      typeof value === "string" ? value.replaceAll(valuesInText, "") : value,
    ]),
  );
}
