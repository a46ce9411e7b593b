import { say } from "#app/domain/copy.ts";
import { type MappingFact, mappingKinds } from "#app/domain/roster/mapping.ts";
import type { Context } from "#app/operations/context.server.ts";
import type {
  MappingView,
  TaughtWord,
} from "#app/operations/roster/mapping/show-mapping.server.ts";
import { placeWords } from "./answer-view.server.ts";
import { nameViews, wordChoices } from "./word-form.server.ts";

/** What a unit taught, as people read it, and the form of the one that is to change. */
export function mappingView(ctx: Context, found: MappingView, search: URLSearchParams) {
  const { words, people, open } = found;
  const line = (each: TaughtWord) => ({
    id: each.id,
    given: each.given || "No assignment",
    means: meansOf(ctx, each),
    author: each.author ?? "The portal",
    recordedAt: each.recordedAt,
  });
  const asked = words.find((each) => each.id === search.get("change")) ?? newWord(search);
  return {
    names: words.filter((each) => each.kind === "name").map(line),
    assignments: words.filter((each) => each.kind === "assignment").map(line),
    open: nameViews(open, people),
    choices: wordChoices(ctx, people),
    change: asked ? changeOf(asked) : null,
  };
}

function meansOf({ content }: Context, word: TaughtWord): string {
  if (word.meaning !== "use") return say(content.copy, `word_meanings.${word.meaning}`);
  if (word.kind === "name") return `${word.personName ?? "Nobody known"}, ${word.registration}`;
  const { role, presence, responseMinutes } = word;
  if (!role || !presence) return "";
  const place =
    responseMinutes === null
      ? say(content.copy, `presences.${presence}`).toLowerCase()
      : placeWords(content.copy, presence, responseMinutes);
  return `${say(content.copy, `shift_roles.${role}`)}, ${place}`;
}

/** A word that a roster will have, explained before it comes. */
function newWord(search: URLSearchParams): AskedWord | null {
  const given = search.get("given")?.slice(0, 120).trim();
  const kind = mappingKinds.find((each) => each === search.get("kind"));
  if (!given || !kind) return null;
  const unknown = { registration: null, role: null, presence: null, responseMinutes: null };
  return { kind, given, meaning: "use", personName: null, ...unknown };
}

type AskedWord = MappingFact & Pick<TaughtWord, "personName">;

/** The fields of one word, filled in as it stands. */
function changeOf(word: AskedWord) {
  const { kind, given, meaning, registration, role, presence, responseMinutes } = word;
  const as = meaning === "use" ? null : meaning;
  const isListed = as !== null || registration === null;
  const values: Record<string, string> = {
    "duty-0-as": as ?? role ?? "",
    "duty-0-where": presence ?? "on_site",
    "duty-0-minutes": responseMinutes === null ? "" : String(responseMinutes),
    "name-0-who": isListed ? (as ?? "") : (registration ?? ""),
  };
  const open = { given, rows: 0, firstRow: 0, beside: [] as string[] };
  const suggested =
    registration === null
      ? []
      : [
          {
            value: registration,
            label: `${word.personName ?? ""}, ${registration}`,
            group: "As it stands",
          },
        ];
  return {
    kind,
    given,
    values,
    name: { ...open, chosen: "", suggested },
    duty: { ...open, role: "" as const, presence: "on_site" as const, minutes: "", words: "" },
  };
}
