import { cannotStart } from "#app/domain/cannot-start.ts";
import { openConformance } from "./conformance/server.ts";
import { complain, explainFailure, say } from "./terminal.ts";

const usual = 40_443;

/** Serves the public conformance suites of the W3C on the loopback address, until it is stopped. */
try {
  const port = process.env.PORT ? Number(process.env.PORT) : usual;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw cannotStart("PORT is no port.");
  const server = await openConformance(port);
  say(`Conformance endpoint at ${server.origin}, issuer ${server.did}`);
  say(
    "POST /credentials/issue, /status/credentials/issue, /credentials/verify, /presentations/verify",
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void server.close());
} catch (error) {
  complain(explainFailure(error));
  process.exitCode = 1;
}
