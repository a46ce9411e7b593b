import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { isReady } from "#app/operations/ledger/is-ready.server.ts";

const route = answers(endpoints.readyz, { GET: isReady });

export const loader = route.loader;
export const action = route.action;
