import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import type { StaffingAnswer } from "#app/operations/coverage/staffing-answer.server.ts";
import { grouped } from "./grouped-reasons.server.ts";

type Rule = StaffingAnswer["rules"][number];
type Person = StaffingAnswer["people"][number];

/** A credential beside a name: what it is called, and where it can be checked. */
export type Evidence = {
  readonly code: string;
  readonly state: Person["credentials"][number]["state"];
  readonly validUntil: Instant | null;
  readonly href: string | null;
};

/** The answer as pages show it: the same facts with words, and instants as numbers. */
export function answerView(content: Content, answer: StaffingAnswer) {
  const { copy } = content;
  return {
    value: answer.answer,
    sentence: sentenceOf(answer),
    at: instantOf(answer.at),
    knownAt: instantOf(answer.knownAt),
    holdsUntil: answer.holdsUntil ? instantOf(answer.holdsUntil) : null,
    zone: answer.unit.timeZone,
    tier: say(copy, `tiers.${answer.unit.tier}`),
    ledgerSeq: answer.ledgerSeq,
    contentRelease: answer.contentRelease,
    ruleSets: answer.ruleSets.map(({ id, version }) => `${id} ${version}`),
    override: answer.override,
    overrideUntil: answer.override?.end ? instantOf(answer.override.end) : null,
    notices: answer.notices.map(({ detail }) => detail),
    data: {
      receivedAt: answer.data.rosterReceivedAt ? instantOf(answer.data.rosterReceivedAt) : null,
      source: answer.data.rosterSource,
      staleAfter: answer.data.staleAfter ? instantOf(answer.data.staleAfter) : null,
    },
    rules: answer.rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      answer: rule.answer,
      presence: say(copy, `presences.${rule.presence}`).toLowerCase(),
      metBy: rule.metBy.map((id) => metBy(content, answer, rule, id)),
      reasons: grouped(
        rule.reasons.map(({ code, detail, credential, practitioner }) => {
          const href = credential ? linkTo(answer, credential) : null;
          const name = answer.people.find(({ id }) => id === practitioner)?.name ?? null;
          return { code, text: detail, name, ...(href ? { href } : {}) };
        }),
      ),
    })),
    first: firstMet(answer),
    people: answer.people
      .filter(
        (person) => isHere(person) || answer.rules.some((rule) => rule.metBy.includes(person.id)),
      )
      .sort((a, b) => placeOf(answer, a) - placeOf(answer, b))
      .map((person) => personView(content, person)),
  };
}
export type AnswerView = ReturnType<typeof answerView>;

/** The first required rule that people on a shift meet, and who they are: whom a caller asks for. */
function firstMet({ answer, rules }: StaffingAnswer) {
  const met = rules.find((rule) => isOfShifts(rule) && rule.answer === "yes");
  return answer === "yes" && met ? { title: met.title, people: met.metBy } : null;
}

/** Whoever meets what is asked first stands first; whoever meets nothing, last. */
function placeOf({ rules }: StaffingAnswer, { id }: Person): number {
  const found = rules.findIndex((rule) => isOfShifts(rule) && rule.metBy.includes(id));
  return found < 0 ? rules.length : found;
}

/** A named post is held whether or not anybody is there. */
function isOfShifts({ severity, presence }: Rule): boolean {
  return severity === "block" && presence !== "named";
}

/** On the unit's own roster, or appointed. Others of a hub are shown only where they meet a rule. */
function isHere({ shifts }: Person): boolean {
  return shifts.length === 0 || shifts.some((shift) => shift.unit === undefined);
}

function personView({ copy }: Content, person: Person) {
  return {
    id: person.id,
    name: person.name,
    registration: person.registration,
    contact: person.contact,
    shifts: person.shifts.map(({ start, end, role, presence, responseMinutes, ...shift }) => ({
      id: shift.id,
      start: instantOf(start),
      end: instantOf(end),
      role: say(copy, `shift_roles.${role}`),
      presence: `${shift.unit ? `in ${shift.unit}, ` : ""}${placeWords(copy, presence, responseMinutes)}`,
      assignment: shift.assignment,
      isAtHub: shift.unit !== undefined,
    })),
    credentials: person.credentials.map(evidenceOf),
  };
}

/** "on call, 30 min" */
export function placeWords(copy: Content["copy"], presence: string, minutes: number): string {
  const words = say(copy, `presences.${presence}`).toLowerCase();
  return presence === "on_site" ? words : `${words}, ${minutes} min`;
}

function metBy(content: Content, answer: StaffingAnswer, rule: Rule, id: string) {
  const person = answer.people.find((each) => each.id === id);
  const asked = codesOf(content, rule.id);
  const held = (person?.credentials ?? [])
    .filter((each) => asked.size === 0 || asked.has(each.code))
    .filter((each) => each.state === "issued" || each.state === "renewal_due");
  return { name: person?.name ?? id, evidence: held.map(evidenceOf) };
}

/** The codes that a rule of the standards asks for; none known for a unit's own rules. */
function codesOf({ tiers }: Content, ruleId: string): ReadonlySet<string> {
  const rules = [...tiers.tiers.flatMap((tier) => tier.rules), ...tiers.guard.rules];
  const rule = rules.find((each) => each.id === ruleId);
  return new Set(rule ? [...rule.anyOf, ...rule.allOf] : []);
}

function evidenceOf(held: Person["credentials"][number]): Evidence {
  return {
    code: held.code,
    state: held.state,
    validUntil: held.validUntil ? instantOf(held.validUntil) : null,
    href: held.kind === "own" && held.code.startsWith("CRED-") ? `/credentials/${held.id}` : null,
  };
}

function linkTo({ people }: StaffingAnswer, id: string): string | null {
  const held = people.flatMap((each) => each.credentials).find((each) => each.id === id);
  return held ? evidenceOf(held).href : null;
}

/** One sentence for the whole: what is not met, or that all of it is. */
export function sentenceOf({ rules, answer }: Pick<StaffingAnswer, "rules" | "answer">): string {
  const blocking = rules.filter((rule) => rule.severity === "block");
  const asked = blocking.filter((rule) => rule.answer !== "not-applicable");
  if (asked.length === 0) return "No required rule is in force, so nobody can say.";
  if (answer === "yes")
    return asked.length === 1
      ? "The one required rule is met."
      : `All ${asked.length} required rules are met.`;
  const open = asked.filter((rule) => rule.answer === answer);
  const [first] = open;
  const rest = open.length > 1 ? `, and ${open.length - 1} more` : "";
  const named = first ? `${first.id}, ${lower(first.title)}${rest}` : "";
  return answer === "no" ? `Not met: ${named}.` : `Not known to be met: ${named}. Call the unit.`;
}

function lower(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function instantOf(text: string): Instant {
  return parseInstant(text) as Instant;
}
