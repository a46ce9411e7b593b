import { v7 as uuidv7 } from "uuid";
import type { Role } from "#app/domain/people/roles.ts";
import type { Reauthentication } from "#app/domain/signoff/reauthentication.ts";
import { day, later } from "#app/domain/time/instant.ts";
import { type Context, contextAs, system } from "#app/operations/context.server.ts";
import { issueCredential } from "#app/operations/credential/issue.server.ts";
import { createProgramme } from "#app/operations/people/create-programme.server.ts";
import { applyPathway } from "#app/operations/signoff/apply-pathway.server.ts";
import { decideSignOff } from "#app/operations/signoff/decide.server.ts";
import { openReview } from "#app/operations/signoff/open-review.server.ts";
import { enterReauthentication } from "#app/operations/signoff/reauthenticate.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { castVote } from "#app/operations/signoff/vote.server.ts";
import { beginFellowship } from "#app/operations/training/fellowship/begin-fellowship.server.ts";
import { allowed, as, everywhere, joined, organisation } from "#test/operations/people/world.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";

const names = [
  "senior",
  "fellow",
  "member1",
  "member2",
  "member3",
  "member4",
  "director",
  "ecmo",
  "registrar",
  "registrar2",
] as const;
type Name = (typeof names)[number];

const rolesOf: Record<Name, Role[]> = {
  senior: ["assessor"],
  fellow: ["fellow"],
  member1: ["committee_member"],
  member2: ["committee_member"],
  member3: ["committee_member"],
  member4: ["committee_member"],
  director: ["programme_director"],
  ecmo: ["ecmo_director"],
  registrar: ["registrar"],
  registrar2: ["registrar"],
};

export type SignOffWorld = FreshHouse & {
  readonly programmeId: string;
  readonly fellowshipId: string;
  readonly people: Readonly<Record<Name, string>>;
  as(name: Name): Promise<Context>;
};

/** A programme with a director, a committee of four, registrars, a fellow and a senior person. */
export async function signOffWorld(): Promise<SignOffWorld> {
  const fresh = await freshHouse();
  const { house, clock } = fresh;
  const programmeId = uuidv7();
  const organisationId = await organisation(house, "coast");
  const founding = contextAs(house, system);
  const place = { code: "coast-cic", name: "Cardiac intensive care, coast" };
  allowed(
    await createProgramme(founding, {
      id: programmeId,
      organisationId,
      timeZone: "Europe/Berlin",
      ...place,
    }),
  );
  const people: Record<string, string> = {};
  for (const name of names) {
    const grants = rolesOf[name].map((role) =>
      role === "registrar"
        ? everywhere(role)
        : { role, scopeKind: "programme" as const, scopeId: programmeId },
    );
    people[name] = await joined(house, `${name}@coast.example`, grants);
  }
  const known = people as SignOffWorld["people"];
  const fellowshipId = uuidv7();
  const startsAt = later(clock.now(), -400 * day);
  const fellowship = { id: fellowshipId, fellowId: known.fellow, programmeId, startsAt };
  allowed(await beginFellowship(founding, fellowship));
  clock.advance(60_000);
  return {
    ...fresh,
    programmeId,
    fellowshipId,
    people: known,
    as: (name) => as(house, known[name]),
  };
}

/** The senior person's application, complete for any credential that rests on no other. */
export async function application(
  world: SignOffWorld,
  { credentialCode = "CRED-HEM", personId = world.people.senior, practiceYears = 12 } = {},
) {
  const { house, clock, programmeId } = world;
  const definition = house.content.current.credentials.find((each) => each.code === credentialCode);
  if (!definition) throw new Error(`no ${credentialCode}`);
  const [first = ""] = definition.competencies;
  const id = uuidv7();
  const observed = (assessorName: string) => ({
    id: uuidv7(),
    assessorName,
    institution: "Harbour University",
    competency: first,
    level: 5,
    observedAt: later(clock.now(), -30 * day),
  });
  allowed(
    await applyPathway(await world.as("director"), {
      id,
      personId,
      programmeId,
      credentialCode,
      practiceYears,
      unitHead: "Prof. Nadja Brink",
      unitHeadLetterAt: later(clock.now(), -10 * day),
      caseCounts: definition.competencies.map((competency) => ({ competency, cases: 500 })),
      observations: [observed("Dr Adler"), observed("Dr Adler"), observed("Dr Cole")],
    }),
  );
  clock.advance(60_000);
  return id;
}

export async function reviewed(world: SignOffWorld, options?: Parameters<typeof application>[1]) {
  const pathwayId = await application(world, options);
  const id = uuidv7();
  allowed(await openReview(await world.as("member1"), { id, pathwayId }));
  world.clock.advance(60_000);
  return id;
}

export async function voted(
  world: SignOffWorld,
  reviewId: string,
  votes: readonly ("recommend" | "not_yet" | "abstain")[] = ["recommend", "recommend", "recommend"],
) {
  for (const [i, vote] of votes.entries()) {
    const name = `member${i + 1}` as Name;
    const said = { reviewId, vote, conflict: false, rationale: "Read the evidence." };
    allowed(await castVote(await world.as(name), said));
    world.clock.advance(60_000);
  }
}

/** A signer who has just entered the right password over this digest. */
export async function proven(ctx: Context, about: string): Promise<Reauthentication> {
  const method = "password";
  const id = allowed(await enterReauthentication(ctx, { method, outcome: "proven", about }));
  return { id, method, at: ctx.clock.now(), about };
}

/** What the form of a director who has the page open would send. */
export async function decision(world: SignOffWorld, reviewId: string) {
  const shown = allowed(await showDossier(await world.as("director"), reviewId));
  return {
    id: uuidv7(),
    reviewId,
    decision: "approved" as const,
    shownDigest: shown.digest,
    reauthentication: await proven(await world.as("director"), shown.digest),
  };
}

/** The way from nothing to an issued credential; its id. */
export async function issued(world: SignOffWorld, options?: Parameters<typeof application>[1]) {
  const reviewId = await reviewed(world, options);
  await voted(world, reviewId);
  const given = await decision(world, reviewId);
  const signed = allowed(await decideSignOff(await world.as("director"), given));
  const { credentialId } = signed;
  if (!credentialId) throw new Error("a co-signature is outstanding");
  const document = allowed(await issueCredential(await world.as("director"), credentialId));
  world.clock.advance(60_000);
  return { credentialId, reviewId, document, signOffId: signed.signOffId };
}
