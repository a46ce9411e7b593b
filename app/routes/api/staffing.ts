import { filtered } from "#app/domain/coverage/network.ts";
import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { listStaffing } from "#app/operations/coverage/list-staffing.server.ts";

const route = answers(endpoints.staffing, {
  async GET(ctx, { query: { region, tier, ...when } }) {
    const found = await listStaffing(ctx, when);
    if (!found.ok) return found;
    const units = filtered(found.value.units, { region, tier });
    return { ok: true, value: { ...found.value, units } };
  },
});

export const loader = route.loader;
export const action = route.action;
