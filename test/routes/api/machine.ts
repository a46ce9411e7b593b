import type { ServerBuild } from "@remix-run/node";
import { afterAll } from "vitest";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import type { House } from "#app/operations/context.server.ts";
import * as healthz from "#app/routes/api/healthz.ts";
import * as openapi from "#app/routes/api/openapi.ts";
import * as readyz from "#app/routes/api/readyz.ts";
import * as staffing from "#app/routes/api/staffing.ts";
import * as unitCoverage from "#app/routes/api/unit-coverage.ts";
import * as unitRoster from "#app/routes/api/unit-roster.ts";
import * as unitStaffing from "#app/routes/api/unit-staffing.ts";
import * as unitState from "#app/routes/api/unit-state.ts";

const modules = {
  "api/v1/openapi.json": openapi,
  "api/v1/staffing": staffing,
  "api/v1/units/:unit/staffing": unitStaffing,
  "api/v1/units/:unit/coverage": unitCoverage,
  "api/v1/units/:unit/roster": unitRoster,
  "api/v1/units/:unit/state": unitState,
  healthz,
  readyz,
};

export type Asked = {
  readonly method?: string;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
};

/** The machine interface of a house behind a real listener, asked over HTTP as any client would. */
export async function machine(house: House) {
  const entries = Object.entries(modules).map(([path, module]) => [
    path,
    { id: path, path, module },
  ]);
  const build = { routes: Object.fromEntries(entries) } as unknown as ServerBuild;
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  const open = await listen(
    (incoming, outgoing) => void portal(incoming, outgoing),
    "localhost",
    0,
  );
  afterAll(() => open.close());
  const origin = `http://localhost:${open.port}`;
  return async (path: string, { token, headers = {}, ...init }: Asked = {}) => {
    const auth: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
    const reply = await fetch(origin + path, {
      ...init,
      headers: { ...auth, ...headers },
    } as RequestInit);
    const text = await reply.text();
    const isJson = /json/.test(reply.headers.get("Content-Type") ?? "") && text !== "";
    const json = isJson ? JSON.parse(text) : null;
    return { status: reply.status, headers: reply.headers, json, text };
  };
}
