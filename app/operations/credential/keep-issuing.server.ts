import { minute } from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "../context.server.ts";
import { issuePending } from "./issue.server.ts";
import { issueTwinsPending } from "./issue-twin.server.ts";

/** Signs what a crash left prepared: once now, then every minute, until it is stopped. */
export function keepIssuing(house: House): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => issuePending(contextAs(house, system)))
      .then(() => issueTwinsPending(contextAs(house, system)))
      .catch((error) => house.log.warn({ err: error }, "prepared credentials were not looked at"));
  };
  sweep();
  const timer = setInterval(sweep, minute);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
