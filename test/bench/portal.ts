import type { ServerBuild } from "@remix-run/node";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import type { House } from "#app/operations/context.server.ts";
import * as staffing from "#app/routes/api/staffing.ts";
import * as unitCoverage from "#app/routes/api/unit-coverage.ts";
import * as unitStaffing from "#app/routes/api/unit-staffing.ts";

const modules = {
  "api/v1/units/:unit/staffing": unitStaffing,
  "api/v1/units/:unit/coverage": unitCoverage,
  "api/v1/staffing": staffing,
};

/** The portal as it runs in production: its listener, its door, the routes themselves. */
export async function portalEndpoint(house: House) {
  const routes = Object.entries(modules).map(([path, module]) => [
    path,
    { id: path, path, module },
  ]);
  const build = { routes: Object.fromEntries(routes) };
  const portal = portalListener({
    house,
    build: build as unknown as ServerBuild,
    mode: "production",
    trustProxy: false,
  });
  const open = await listen(
    (incoming, outgoing) => void portal(incoming, outgoing),
    "localhost",
    0,
  );
  return { origin: `http://localhost:${open.port}`, close: open.close };
}
