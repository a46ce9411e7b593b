import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { listStaffing } from "#app/operations/coverage/list-staffing.server.ts";

const route = answers(endpoints.staffing, {
  GET: (ctx, { query }) => listStaffing(ctx, query),
});

export const loader = route.loader;
export const action = route.action;
