import type { Instant } from "#app/domain/time/instant.ts";
import { showBoard } from "#app/operations/coverage/board/show-board.server.ts";
import { type AtUnit, boardContextFor } from "./board-context.server.ts";
import { type BoardData, boardView } from "./board-view.server.ts";

/** How old the data is stands on the board in minutes; and a board that hears nothing turns unknown. */
const renewMs = 55_000;

type Said = { readonly head: number; readonly at: Instant; readonly until: number };

/** `over`: whoever looked may do so no more. */
export type BoardNews = BoardData | "over";

/**
 * What a live board is to be told, asked at each beat of the record: the board when the record moved and
 * changed it, when the answer's time is over, and each minute; null where there is nothing to tell. Who is
 * shown it is asked anew each time. While the record is away nothing is told, and the board ages by itself.
 */
export function boardNews(args: AtUnit): (head: number | null) => Promise<BoardNews | null> {
  const { house } = args.context;
  let said: Said | null = null;
  let shown = "";
  return async (head) => {
    if (head === null) return null;
    const now = house.clock.now();
    const isDue = !said || now >= said.until || now - said.at >= renewMs;
    if (!isDue && said?.head === head) return null;
    const data = await boardNow(args);
    if (data === "away") return null;
    if (data === "over") return data;
    const what = whatChanges(data);
    if (!isDue && shown === what) {
      said = said && { ...said, head };
      return null;
    }
    shown = what;
    said = { head, at: data.now, until: data.answer.holdsUntil ?? Number.POSITIVE_INFINITY };
    return data;
  };
}

async function boardNow(args: AtUnit): Promise<BoardNews | "away"> {
  try {
    const ctx = await boardContextFor(args);
    const found = await showBoard(ctx, args.params.unit ?? "");
    if (found.ok) return boardView(ctx, found.value);
    return found.refusal.code === "record_away" ? "away" : "over";
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status === 503 ? "away" : "over";
    throw thrown;
  }
}

/** All that a reader could see change, without the time at which it was asked. */
function whatChanges({ unit, next, answer }: BoardData): string {
  const { value, sentence, holdsUntil, override, people, data } = answer;
  return JSON.stringify({ unit, next, value, sentence, holdsUntil, override, people, data });
}
