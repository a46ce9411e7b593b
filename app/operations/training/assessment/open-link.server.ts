import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "#app/domain/people/grant.ts";
import { failuresMax, windowAt } from "#app/domain/people/sign-in-limit.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  assuranceBy,
  isHeld,
  mayOpen,
  mayWrite,
} from "#app/domain/training/assessment/assessment-link.ts";
import { countTry, uncountTry } from "#db/store/people/rate-limits.server.ts";
import {
  type FoundLink,
  findLink,
  findLinkOfHolder,
  openLinkOnce,
} from "#db/store/training/assessment-links.server.ts";
import type { House } from "../../context.server.ts";
import { tokenHashOf } from "../../people/actor.server.ts";
import { unlessAway } from "../../unless-away.server.ts";

/** Who stands before a link: from where, who is signed in there, and what that browser opened before. */
export type Visitor = {
  readonly address: string;
  readonly signedInId: string | null;
  readonly holder: string | null;
};

/** `ready`: it can be opened. `begun`: this browser opened it already. */
export type LinkSight = "ready" | "begun";

/**
 * What a link would do, without doing it: programs that read mail open links too. Refusals: `no_such_link`,
 * those of `mayOpen`, `link_of_own_request`, `link_for_another`, `too_many_tries`.
 */
export function readLink(
  house: House,
  token: string,
  visitor: Visitor,
): Promise<Result<LinkSight>> {
  return limited(house, visitor.address, async () => {
    const link = await findLink(house.db, tokenHashOf(token));
    if (!link) return refuse("no_such_link");
    const theirs = meantFor(link, visitor.signedInId);
    if (!theirs.ok) return theirs;
    if (isHolder(link, visitor)) return allow("begun");
    const may = mayOpen(link, link.request, house.clock.now());
    return may.ok ? allow("ready") : may;
  });
}

/**
 * Opens a link: from now on only who holds what this returns may answer. Refusals as of `readLink`.
 * It is no act: it changes the workspace only.
 */
export function openLink(house: House, token: string, visitor: Visitor): Promise<Result<string>> {
  return limited(house, visitor.address, async () => {
    const link = await findLink(house.db, tokenHashOf(token));
    if (!link) return refuse("no_such_link");
    const theirs = meantFor(link, visitor.signedInId);
    if (!theirs.ok) return theirs;
    // A second press of the same button in the same browser.
    if (isHolder(link, visitor) && visitor.holder) return allow(visitor.holder);
    const now = house.clock.now();
    const may = mayOpen(link, link.request, now);
    if (!may.ok) return may;
    const holder = randomBytes(32).toString("base64url");
    const opened = await openLinkOnce(house.db, { id: link.id, holderHash: hashOf(holder), now });
    return opened ? allow(holder) : refuse("link_opened_elsewhere");
  });
}

export type LinkActor = Extract<Actor, { readonly kind: "link" }>;
export type Guest = {
  readonly actor: LinkActor;
  /** Why nothing more can be written, if so: answered, declined or ended. */
  readonly closed: string | null;
};

/**
 * The person asked, as the browser that opened the link. They may be met again after they answered, so
 * that a form sent twice is answered the same. Refusals: `no_such_link`, `link_of_own_request`,
 * `link_for_another`.
 */
export function guestOf(
  house: House,
  { holder, signedInId }: Pick<Visitor, "holder" | "signedInId">,
  now: Instant,
): Promise<Result<Guest>> {
  return unlessAway(async () => {
    const link = holder ? await findLinkOfHolder(house.db, hashOf(holder)) : null;
    if (!link || !isHeld(link, now)) return refuse("no_such_link");
    const theirs = meantFor(link, signedInId);
    if (!theirs.ok) return theirs;
    const may = mayWrite(link, link.request, now);
    return allow({
      actor: {
        kind: "link",
        id: link.assessorId,
        name: link.assessorName,
        requestId: link.requestId,
        linkId: link.id,
        assurance: signedInId === link.assessorId ? "account" : assuranceBy(link.channel),
      },
      closed: may.ok ? null : may.refusal.code,
    });
  });
}

/** Nobody assesses themselves, and nobody answers in the name of somebody else while signed in. */
function meantFor(link: FoundLink, signedInId: string | null): Result<undefined> {
  if (signedInId === null || signedInId === link.assessorId) return allow();
  return refuse(signedInId === link.fellowId ? "link_of_own_request" : "link_for_another");
}

function isHolder({ holderHash }: FoundLink, { holder }: Visitor): boolean {
  return holder !== null && holderHash === hashOf(holder);
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}

/** Guesses are counted for each address before they are judged; what was no guess is taken back. */
function limited<T>(
  { db, clock }: House,
  address: string,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  return unlessAway<T>(async () => {
    const window = windowAt(clock.now());
    const key = `assessment-link:${createHash("sha256").update(address).digest("base64url")}`;
    const tries = await countTry(db, key, window.start);
    if (tries > failuresMax.address) return refuse("too_many_tries", { seconds: window.seconds });
    const result = await attempt();
    if (result.ok || result.refusal.code !== "no_such_link") {
      await uncountTry(db, key, window.start);
    }
    return result;
  });
}
