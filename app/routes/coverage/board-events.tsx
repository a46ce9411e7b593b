import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import type { Instant } from "#app/domain/time/instant.ts";
import { boardContextFor } from "#app/http/board-context.server.ts";
import { type BoardData, boardView } from "#app/http/board-view.server.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { takeLivePlace } from "#app/http/live-count.server.ts";
import { type LiveEvent, liveEvents } from "#app/http/live-events.server.ts";
import { refused } from "#app/http/problem.server.ts";
import { showBoard } from "#app/operations/coverage/board/show-board.server.ts";
import { boardScript } from "./board-script.ts";
import { BoardView } from "./board-view.tsx";

/** How old the data is stands on the board in minutes; and a board that hears nothing turns unknown. */
const renewMs = 55_000;

type Said = { readonly head: number; readonly at: Instant; readonly until: number };

/**
 * The board as a stream of events: a new one when the record moved and the board changed by it, when the
 * answer's time is over, and each minute. Who is shown it is asked anew each time.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { house, requestId } = args.context;
  const unitCode = args.params.unit ?? "";
  const first = await boardContextFor(args);
  orRefuse(first, args.request, await showBoard(first, unitCode));
  const leave = takeLivePlace(house, `${first.actor.kind} ${first.actor.id}`);
  if (!leave) {
    const refusal = { code: "too_many_live", detail: { seconds: 30 } };
    throw refused(house.content, args.request, refusal, requestId);
  }
  let said: Said | null = null;
  let shown = "";
  const next = async (head: number | null): Promise<LiveEvent | null> => {
    if (head === null) return null;
    const now = house.clock.now();
    const isDue = !said || now >= said.until || now - said.at >= renewMs;
    if (!isDue && said?.head === head) return null;
    const data = await boardNow(args, unitCode);
    if (data === "away") return null;
    if (data === "over") return { event: "over", data: null, last: true };
    const what = whatChanges(data);
    if (!isDue && shown === what) {
      said = said && { ...said, head };
      return null;
    }
    shown = what;
    said = { head, at: data.now, until: data.answer.holdsUntil ?? Number.POSITIVE_INFINITY };
    return { event: "board", data: { html: markupOf(data), script: boardScript ?? null } };
  };
  return liveEvents(house, next, leave);
}

/** `over`: whoever looked may do so no more. `away`: nobody can say, and the board ages by itself. */
async function boardNow(
  args: LoaderFunctionArgs,
  unitCode: string,
): Promise<BoardData | "over" | "away"> {
  try {
    const ctx = await boardContextFor(args);
    const found = await showBoard(ctx, unitCode);
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

function markupOf(data: BoardData): string {
  return renderToStaticMarkup(<BoardView {...data} />);
}
