import type { IncomingMessage, ServerResponse } from "node:http";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { buildEntry } from "#app/commands/bundle/portal.ts";
import { takeDoors } from "#app/commands/portal/doors.ts";
import { type Lifetime, live } from "#app/commands/portal/lifetime.ts";
import { later } from "#app/domain/time/instant.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import { staticFiles } from "#app/http/server/static.server.ts";
import { openHouse } from "#app/start.server.ts";
import { anchor, houseOptions, port } from "../setup/fixed.ts";
import {
  copyDatabase,
  dropRun,
  inheritedRun,
  makeOnce,
  prepareRun,
  type Run,
} from "../setup/postgres.ts";
import { seedTemplate } from "../setup/world.ts";
import { openRelay } from "./relay.ts";
import { databasePath, readyLine, type World, worldHeader, worlds } from "./worlds.ts";

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

const root = resolve(import.meta.dirname, "../..");

/**
 * The built portal for the browser tests: once for each world, on a copy of the demonstration, with a
 * clock that stands at the fixed anchor when the server starts and goes on from there. A world is opened
 * when it is first asked for, so a run of one project waits for no other's.
 */
await live(async ({ keep }) => {
  process.env.NODE_ENV = "production";
  const run = inheritedRun() ?? (await keep(prepareRun(), dropRun));
  const doors = await keep(takeDoors("localhost", port), (opened) => opened.close());
  const { adminUrl, folder } = run.postgres;
  await makeOnce(adminUrl, `${run.name}_demo`, (url) => seedTemplate(url, folder));
  const build = await import(pathToFileURL(buildEntry(root)).href);
  const started = performance.now();
  const clock = { now: () => later(anchor, Math.floor(performance.now() - started)) };
  const opened = new Map<World, Promise<Listener>>();
  const portalOf = (world: World) => {
    const portal = opened.get(world) ?? openWorld(world, { run, build, clock, keep });
    opened.set(world, portal);
    return portal;
  };
  const files = staticFiles(resolve(root, "build/client"));
  doors.open((incoming, outgoing) => {
    const asked = worldOf(incoming);
    files(incoming, outgoing, async () => {
      if (asked) return (await portalOf(asked))(incoming, outgoing);
      outgoing.writeHead(404).end("There is no such world");
    });
  });
  process.stdout.write(`${readyLine}\n`);
});

/** The world that a request belongs to; undefined where it names one that there is not. */
function worldOf({ headers }: IncomingMessage): World | undefined {
  const asked = headers[worldHeader] ?? worldIn(headers.cookie) ?? "still";
  return worlds.find((each) => each === asked);
}

/** A browser's own downloads carry no header of ours, but they do carry its cookies. */
function worldIn(cookies = ""): string | undefined {
  return cookies
    .split("; ")
    .find((each) => each.startsWith(`${worldHeader}=`))
    ?.slice(worldHeader.length + 1);
}

async function openWorld(
  world: World,
  { run, build, clock, keep }: Pick<Lifetime, "keep"> & Record<"run", Run> & Parts,
): Promise<Listener> {
  const { adminUrl, folder } = run.postgres;
  const name = `${run.name}_e2e_${world}_${process.pid}`;
  const relay = await openRelay(await copyDatabase(adminUrl, `${run.name}_demo`, name));
  const opening = openHouse(houseOptions(relay.url, folder), { clock });
  const { house } = await keep(opening, (opened) => opened.close());
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  return async (incoming, outgoing) => {
    if (incoming.url !== databasePath) return portal(incoming, outgoing);
    await ((await text(incoming)) === "away" ? relay.away() : relay.back());
    outgoing.end();
  };
}

type Parts = {
  readonly build: Parameters<typeof portalListener>[0]["build"];
  readonly clock: NonNullable<NonNullable<Parameters<typeof openHouse>[1]>["clock"]>;
};
