import { createHash } from "node:crypto";
import type { Actor } from "#app/domain/people/grant.ts";
import type { Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Context, contextAs, type House, system } from "#app/operations/context.server.ts";
import { personActor } from "#app/operations/people/actor.server.ts";

/** Something that somebody did at a moment, told through the portal's own operations. */
export type Scene = { readonly at: Instant; readonly play: (stage: Stage) => Promise<void> };

export type Stage = {
  /** A person by their key, with the roles that they were given when they joined. */
  as(key: string): Promise<Context>;
  /** The portal itself. */
  portal(): Context;
};

/** Whoever is called the same gets the same id in every telling. */
export function idOf(name: string): string {
  const hex = createHash("sha256").update(`systole demonstration ${name}`).digest("hex");
  const variant = (8 + (Number.parseInt(hex[16] ?? "0", 16) % 4)).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

export function personIdOf(key: string): string {
  return idOf(`person ${key}`);
}

export function fellowshipIdOf(fellow: string): string {
  return idOf(`fellowship ${fellow}`);
}

/** What an operation allowed. @throws Error where it refused: then the story contradicts a rule. */
export async function done<T>(what: string, asked: Promise<Result<T>>): Promise<T> {
  const result = await asked;
  if (result.ok) return result.value;
  const { code, detail } = result.refusal;
  throw new Error(`demonstration: ${what} was refused: ${code} ${JSON.stringify(detail ?? {})}`);
}

/** Plays all scenes in the order of time; the clock stands at each while it is played. */
export async function play(house: House, scenes: readonly Scene[]): Promise<void> {
  let now = Number.NEGATIVE_INFINITY as Instant;
  const told: House = { ...house, clock: { now: () => now } };
  const actors = new Map<string, Actor>();
  const stage: Stage = {
    async as(key) {
      const actor = actors.get(key) ?? (await personActor(told, personIdOf(key)));
      if (actor.kind === "anonymous") throw new Error(`demonstration: nobody is called ${key}`);
      actors.set(key, actor);
      return contextAs(told, actor);
    },
    portal: () => contextAs(told, system),
  };
  for (const scene of [...scenes].sort((a, b) => a.at - b.at)) {
    now = scene.at;
    await scene.play(stage);
  }
}
