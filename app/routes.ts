import { type RouteConfig, index, layout, route } from "@remix-run/route-config";

/** Every URL the portal answers, by room, in one screenful. */
export default [
  // people

  // curriculum

  // training

  // sign-off

  // credential

  // roster

  // coverage

  // ledger

  // machines
] satisfies RouteConfig;
