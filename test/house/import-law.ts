import { importsOf, type Source } from "./sources.ts";

type Floor =
  | "domain"
  | "db"
  | "adapters"
  | "operations"
  | "start"
  | "http"
  | "components"
  | "offline"
  | "passkeys"
  | "board"
  | "routes"
  | "commands"
  | "content"
  | "test"
  | "frame";

/** Where a file lives. `frame`: Remix's own entry files, which see what routes see. */
export function floorOf(path: string): Floor | null {
  const [top = "", second = ""] = path.split("/");
  if (top === "app" && path.split("/").length === 2) {
    return /^app\/(root|entry\.\w+|routes)\b/.test(path) ? "frame" : "start";
  }
  if (top === "app" && second === "styles") return "components";
  if (top === "app") return second as Floor;
  return top === "db" || top === "content" || top === "test" ? top : null;
}

/** The law: what each floor may import besides itself. */
const law: Readonly<Record<Floor, readonly Floor[]>> = {
  content: [],
  domain: [],
  db: ["domain"],
  adapters: ["domain"],
  operations: ["domain", "db", "adapters"],
  start: ["domain", "db", "adapters", "operations"],
  http: ["start", "operations", "domain"],
  components: ["domain"],
  offline: ["domain"],
  passkeys: ["domain"],
  board: ["domain"],
  routes: ["http", "operations", "components", "domain"],
  commands: ["start", "http", "operations", "components", "domain", "offline", "passkeys", "board"],
  frame: ["http", "operations", "components", "domain", "routes"],
  test: [
    "domain",
    "db",
    "adapters",
    "operations",
    "start",
    "http",
    "components",
    "offline",
    "passkeys",
    "board",
    "routes",
    "commands",
    "content",
    "frame",
  ],
};

/**
 * Rooms of the domain, in the order in which they may look left; each may see those before it. The
 * ledger needs only time, and gives every room its canonical form and digest.
 */
const rooms = "time ledger people curriculum training signoff credential roster coverage".split(
  " ",
);

/** What the domain may import from outside, and where alone. */
const domainPackages: Readonly<Record<string, RegExp>> = {
  "npm:zod": /./,
  "npm:temporal-polyfill": /^app\/domain\/time\/wall-time\.ts$/,
  "npm:canonicalize": /^app\/domain\/ledger\/canonical\.ts$/,
  "npm:libphonenumber-js": /^app\/domain\/training\/case\/free-text\.ts$/,
};

/** Packages with one home: leaving them means changing one file or floor. */
const homes: Readonly<Record<string, RegExp>> = {
  "npm:lucia": /^app\/http\/session\.server\.ts$/,
  "npm:@lucia-auth/adapter-drizzle": /^app\/http\/session\.server\.ts$/,
  "npm:drizzle-orm": /^(db|test)\/|^app\/(operations|http\/session\.server\.ts)/,
  "npm:@simplewebauthn/server": /^app\/adapters\/passkeys\.server\.ts$/,
  "npm:@simplewebauthn/browser": /^app\/passkeys\//,
  "npm:idb": /^app\/offline\/store\.ts$/,
  ...Object.fromEntries(
    "core precaching routing strategies expiration cacheable-response"
      .split(" ")
      .map((part) => [`npm:workbox-${part}`, /^app\/offline\/(worker|page-plugin)\.ts$/]),
  ),
  "npm:postgres": /^(db|test)\/|^app\/operations\/context\.server\.ts$/,
};

/** What runs in the browser on its own is bundled, and imported by nothing else. */
const mayBundle = /^(app\/commands\/bundle|test)\//;

/** Every breach in a file, as `from -> to` and, in brackets, which article it breaks. */
export function breaches(source: Source): string[] {
  return importsOf(source).flatMap((to) => {
    const article = articleBroken(source.path, to);
    return article ? [`${source.path} -> ${to} (${article})`] : [];
  });
}

function articleBroken(from: string, to: string): string | null {
  const floor = floorOf(from);
  if (!floor) return null;
  const home = homes[to];
  if (home && !home.test(from)) return "this package has another home";
  if (floor === "domain") return domainBroken(from, to);
  if (floor === "components" && to.startsWith("node:")) return "components touch nothing";
  const target = to.includes(":") ? null : floorOf(to);
  const isBrowsers = target === "offline" || target === "passkeys" || target === "board";
  if (isBrowsers && floor !== target && !mayBundle.test(from)) {
    return `only the build and tests see ${target}`;
  }
  if (!target || target === floor || law[floor].includes(target)) return null;
  return `${floor} may not import ${target}`;
}

function domainBroken(from: string, to: string): string | null {
  if (to.startsWith("npm:"))
    return domainPackages[to]?.test(from) ? null : "domain imports no package";
  if (to.startsWith("node:") || floorOf(to) !== "domain") return "domain imports only itself";
  const [here, there] = [roomOf(from), roomOf(to)];
  if (there === null || here === null || here === there) return null;
  return rooms.indexOf(there) < rooms.indexOf(here) ? null : "rooms look left";
}

/** Null for files that lie in no room: the words that all rooms share. */
function roomOf(path: string): string | null {
  const parts = path.split("/");
  return parts.length > 3 ? (parts[2] ?? null) : null;
}

const namedServer =
  /^(db\/(store\/|embedded\/|client|ledger|embedded)|app\/(adapters|operations|http)\/)/;

/** The name that makes a browser import a plain build error. */
export function lacksServerName(path: string): boolean {
  return namedServer.test(path) && /\.tsx?$/.test(path) && !/\.(server\.tsx?|d\.ts)$/.test(path);
}
