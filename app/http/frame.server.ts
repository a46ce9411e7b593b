import { say } from "#app/domain/copy.ts";
import type { Way } from "#app/domain/people/navigation.ts";
import { type PersonalFrame, showFrame } from "#app/operations/people/show-frame.server.ts";
import { orRefuse, type PersonContext } from "./context.server.ts";

export type FrameData = {
  readonly nav: readonly (Way & { readonly current: boolean })[];
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  readonly demonstration: boolean;
};

/** What the frame of every page behind sign-in needs; loaders put it into their data as `frame`. */
export async function frameFor(ctx: PersonContext, request: Request): Promise<FrameData> {
  const { roles, ways } = await personalFrame(ctx, request);
  const here = currentOf(ways, new URL(request.url).pathname);
  return {
    nav: ways.map((way) => ({ ...way, current: way.to === here })),
    person: {
      id: ctx.actor.id,
      name: ctx.actor.name,
      role: roles.map((role) => say(ctx.content.copy, `roles.${role}`)).join(", "),
    },
    demonstration: ctx.settings.demonstration,
  };
}

/** The roles, ways and units of whoever is signed in. */
export async function personalFrame(ctx: PersonContext, request: Request): Promise<PersonalFrame> {
  return orRefuse(ctx, request, await showFrame(ctx));
}

/** The longest way that the page lies under. */
function currentOf(ways: readonly Way[], path: string): string | null {
  const isUnder = (to: string | undefined) => path === to || path.startsWith(`${to}/`);
  const under = ways.filter(({ to }) => isUnder(to));
  const longest = under.sort((a, b) => b.to.length - a.to.length)[0];
  return (longest ?? ways.find(({ also }) => isUnder(also)))?.to ?? null;
}
