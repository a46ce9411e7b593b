import pino from "pino";
import { startEmbedded } from "#db/embedded.server.ts";

/** Holds an embedded database until it is told to stop; says its address, and when it is back. */
const [dataDir = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const write = (line: string) => process.stdout.write(`${line}\n`);
const said = Object.assign(log, { info: (message: string) => write(`info ${message}`) });
const opened = await startEmbedded({ dataDir, log: said, durable: true }).catch((error) => {
  write(`refused ${error.message}`);
  process.exit(1);
});
write(`url ${opened.url}`);
process.on("SIGTERM", async () => {
  await opened.stop();
  write("stopped");
});
