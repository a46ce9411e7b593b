/** What a form said: names and values in the order of the form. */
export type Fields = readonly (readonly [name: string, value: string])[];

export const draftKinds = ["case", "observation"] as const;
export type DraftKind = (typeof draftKinds)[number];

/**
 * `held`: the form is being sent and nobody has heard how it ended. `waiting`: to be sent. `refused`: the
 * server said no. `sent`: the server has it; what was typed is gone from here.
 */
export type DraftState = "held" | "waiting" | "refused" | "sent";

export type Draft = {
  /** Of the case or the observation, made with the form. */
  readonly id: string;
  readonly kind: DraftKind;
  readonly state: DraftState;
  /** What the page called it. */
  readonly title: string;
  /** The page with the form: a path of this portal. */
  readonly to: string;
  readonly fields: Fields;
  /** When it was kept, or sent; milliseconds of the browser's clock. */
  readonly at: number;
  /** Why it was refused, one sentence each. */
  readonly words: readonly string[];
};

/** How a send of a draft ended. */
export type Answer =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused"; readonly words: readonly string[] }
  | { readonly outcome: "signed_out" }
  | { readonly outcome: "unreachable" };

/** What becomes of a draft. Only what the server has is let go of. */
export function afterAnswer(draft: Draft, answer: Answer, now: number): Draft {
  if (answer.outcome === "sent") {
    return { ...draft, state: "sent", fields: [], words: [], at: now };
  }
  if (answer.outcome === "refused") return { ...draft, state: "refused", words: answer.words };
  return { ...draft, state: "waiting", words: [] };
}

/** Reads the reply of `/drafts/send`: its status, and its words where it is a refusal. */
export function answerOf(status: number, body: unknown): Answer {
  const { ok, code, words, fields } = (body ?? {}) as Record<string, unknown>;
  if (status === 200 && ok === true) return { outcome: "sent" };
  if (status === 401 || code === "draft_of_other_person") return { outcome: "signed_out" };
  if (status < 400 || status === 429 || status >= 500) return { outcome: "unreachable" };
  const beside = Object.values((fields ?? {}) as Record<string, unknown>);
  const said = [words, ...beside].filter((each): each is string => typeof each === "string");
  return { outcome: "refused", words: said.length > 0 ? said : ["The portal did not take it."] };
}

/** Whether two forms say the same; what a form carries besides its own id is what was typed. */
export function saysTheSame(a: Fields, b: Fields): boolean {
  const plain = (fields: Fields) => JSON.stringify(fields.filter(([name]) => name !== "id"));
  return plain(a) === plain(b);
}

/** The same form under another id. */
export function underId(fields: Fields, id: string): Fields {
  const others = fields.filter(([name]) => name !== "id");
  return [["id", id], ...others];
}

/**
 * Under which id a form that was just sent is kept: its own, unless that already is another draft. A page
 * that was gone back to carries the id of what was sent from it before.
 *
 * @param standing  The draft under the form's id, if there is one.
 * @param edited    The draft that was opened in this form.
 */
export function idToKeep(
  id: string,
  fields: Fields,
  { standing, edited, fresh }: { standing: Draft | null; edited: string | null; fresh: string },
): string {
  if (!standing || edited === id || standing.state === "held") return id;
  return standing.state !== "sent" && saysTheSame(standing.fields, fields) ? id : fresh;
}

/** Drafts that still need something: those to be sent, and those to be put right. */
export function isOpen({ state }: Draft): boolean {
  return state === "waiting" || state === "refused";
}

/** "2 waiting to be sent. 1 was not taken."; null where nothing is. */
export function countWords(drafts: readonly Draft[]): string | null {
  const waiting = drafts.filter(({ state }) => state === "waiting").length;
  const refused = drafts.filter(({ state }) => state === "refused").length;
  const said = [
    waiting > 0 ? `${waiting} waiting to be sent.` : "",
    refused > 0 ? `${refused} ${refused === 1 ? "was" : "were"} not taken.` : "",
  ].filter(Boolean);
  return said.length > 0 ? said.join(" ") : null;
}
