import pino, { type Logger } from "pino";

export type Log = Logger;

/** Never written, whatever object is logged. */
const secrets = ["password", "token", "authorization", "cookie", "secret"];

/** One JSON line per event on standard error, so that standard output stays for people. */
export function createLog(level: string): Log {
  const paths = secrets.flatMap((name) => [name, `*.${name}`]);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths } },
    pino.destination({ dest: 2, sync: true }),
  );
}
