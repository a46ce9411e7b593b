import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { problem } from "../problem.server.ts";
import type { Handler } from "./edge.server.ts";
import { faultReply } from "./fault.server.ts";

/** Below these paths machines ask; they are answered without Remix's pipeline, four times faster. */
const machinePaths = /^\/(api|vc|status|fhir|ims|\.well-known)(\/|$)|^\/(healthz|readyz|metrics)$/;

export function isMachinePath(pathname: string): boolean {
  return machinePaths.test(pathname);
}

type Module = ServerBuild["routes"][string]["module"];
type Machine = {
  readonly segments: readonly string[];
  readonly module: Module;
};

/**
 * Answers machine paths by calling the route's own `loader` or `action`, as Remix would for a resource
 * route: a thrown response is an answer, any other error a fault. Unknown paths are 404 and methods that
 * the route lacks 405, both as problem+json.
 */
export function machineHandler(build: ServerBuild): Handler {
  const machines = machinesOf(build);
  return async (request, edge) => {
    const pathname = new URL(request.url).pathname;
    const found = find(machines, pathname);
    if (!found) return refuse(request, edge, 404, "not_found");
    try {
      return await call(found.module, found.params, request, edge);
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      return faultReply(edge.house, request, thrown, edge.requestId);
    }
  };
}

async function call(
  module: Module,
  params: Record<string, string>,
  request: Request,
  edge: AppLoadContext,
): Promise<Response> {
  const allowed = allowedBy(module);
  if (request.method === "OPTIONS" && allowed.length > 0) {
    return new Response(null, { status: 204, headers: { Allow: allowed.join(", ") } });
  }
  const reads = request.method === "GET" || request.method === "HEAD";
  const answer = reads ? module.loader : module.action;
  if (!answer || !allowed.includes(request.method)) {
    return refuse(request, edge, 405, "method_not_allowed", { Allow: allowed.join(", ") });
  }
  const reply = await answer({ request, params, context: edge });
  if (reply instanceof Response) return reply;
  throw new Error("A machine route must return a Response.");
}

/** As the route's own function declares, else what its exports can take. */
function allowedBy(module: Module): readonly string[] {
  const { methods } = (module.loader ?? module.action ?? {}) as { methods?: readonly string[] };
  if (methods) return methods;
  const reads = module.loader ? ["GET", "HEAD"] : [];
  const writes = module.action ? ["POST", "PUT", "PATCH", "DELETE"] : [];
  return [...reads, ...writes];
}

function refuse(
  request: Request,
  { house, requestId }: AppLoadContext,
  status: number,
  code: string,
  headers: Record<string, string> = {},
) {
  return problem(house.content, request, { status, code, headers }, requestId);
}

function machinesOf(build: ServerBuild): Machine[] {
  return Object.values(build.routes)
    .filter((route) => route?.module && !route.module.default)
    .flatMap((route) => (route ? [{ path: fullPath(build, route.id), module: route.module }] : []))
    .filter(({ path }) => isMachinePath(path))
    .map(({ path, module }) => ({ segments: path.slice(1).split("/"), module }))
    .sort((a, b) => weight(b.segments).localeCompare(weight(a.segments)));
}

function fullPath(build: ServerBuild, id: string): string {
  const route = build.routes[id];
  const parent = route?.parentId ? fullPath(build, route.parentId) : "";
  return route?.path ? `${parent === "/" ? "" : parent}/${route.path.replace(/^\//, "")}` : parent;
}

/** A literal segment beats a parameter, and both beat the rest of the path. */
function weight(segments: readonly string[]): string {
  return segments.map((each) => (each === "*" ? "1" : each.startsWith(":") ? "2" : "3")).join("");
}

function find(machines: readonly Machine[], pathname: string) {
  const asked = pathname.slice(1).replace(/\/$/, "").split("/");
  for (const { segments, module } of machines) {
    const params = match(segments, asked);
    if (params) return { module, params };
  }
  return null;
}

function match(segments: readonly string[], asked: readonly string[]) {
  const params: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const given = asked[i];
    if (segment === "*") {
      params["*"] = decode(asked.slice(i).join("/"));
      return params;
    }
    if (given === undefined) return null;
    if (segment.startsWith(":")) params[segment.slice(1)] = decode(given);
    else if (segment !== given) return null;
  }
  return segments.length === asked.length ? params : null;
}

/** A stray percent sign is taken as it stands, as Remix does. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
