import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";
import { readEnv } from "#app/env.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import { keepCohortsJudged } from "#app/operations/training/cohort/keep-cohorts-judged.server.ts";
import { announce } from "./portal/announce.ts";
import { type Doors, takeDoors } from "./portal/doors.ts";
import { live } from "./portal/lifetime.ts";
import { prepare } from "./portal/prepare.ts";
import { loadDotEnv } from "./terminal.ts";

const root = resolve(import.meta.dirname, "../..");

/** The same portal with hot reload of everything that is drawn or routed. */
await live(async (lifetime) => {
  process.chdir(root);
  process.env.NODE_ENV = "development";
  loadDotEnv();
  const env = readEnv(process.env);
  const doors = await lifetime.keep(takeDoors(env.host, env.port), (opened) => opened.close());
  const origin = env.publicOrigin ?? `http://localhost:${doors.port}`;
  const vite = await lifetime.keep(openVite(doors), (opened) => opened.close());
  const prepared = await prepare(env, origin, lifetime);
  const { house } = prepared;
  const load = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  const portal = portalListener({
    house,
    build: load,
    mode: "development",
    trustProxy: env.trustProxy,
  });
  doors.open((incoming, outgoing) => {
    vite.middlewares(incoming, outgoing, () => void portal(incoming, outgoing));
  });
  announce(origin, prepared);
  await lifetime.keep(Promise.resolve(keepCohortsJudged(house)), (judging) => judging.stop());
});

/** Hot reload speaks over the portal's own port, on whichever loopback address the browser took. */
function openVite({ servers }: Doors) {
  const [first, second] = servers;
  second?.on("upgrade", (...upgrade) => first?.emit("upgrade", ...upgrade));
  return createServer({
    root,
    appType: "custom",
    server: { middlewareMode: true, hmr: { server: first } },
  });
}
