import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";

const route = answers(endpoints.healthz, {
  GET: async () => ({ ok: true, value: { status: "alive" as const } }),
});

export const loader = route.loader;
export const action = route.action;
