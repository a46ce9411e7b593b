import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { boardContextFor } from "#app/http/board-context.server.ts";
import { boardNews } from "#app/http/board-news.server.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { takeLivePlace } from "#app/http/live-count.server.ts";
import { liveEvents } from "#app/http/live-events.server.ts";
import { refused } from "#app/http/problem.server.ts";
import { showBoard } from "#app/operations/coverage/board/show-board.server.ts";
import { boardScript } from "./board-script.ts";
import { BoardView } from "./board-view.tsx";

/** The board as a stream of events, for the script that keeps it live. */
export async function loader(args: LoaderFunctionArgs) {
  const { house, requestId } = args.context;
  const first = await boardContextFor(args);
  orRefuse(first, args.request, await showBoard(first, args.params.unit ?? ""));
  const leave = takeLivePlace(house, `${first.actor.kind} ${first.actor.id}`);
  if (!leave) {
    const refusal = { code: "too_many_live", detail: { seconds: 30 } };
    throw refused(house.content, args.request, refusal, requestId);
  }
  const news = boardNews(args);
  const next = async (head: number | null) => {
    const told = await news(head);
    if (told === null) return null;
    if (told === "over") return { event: "over", data: null, last: true } as const;
    const html = renderToStaticMarkup(<BoardView {...told} />);
    return { event: "board", data: { html, script: boardScript ?? null } };
  };
  return liveEvents(house, next, leave);
}
