import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { PageContext } from "#app/components/page-context.tsx";
import { boardContextFor } from "#app/http/board-context.server.ts";
import { boardNews } from "#app/http/board-news.server.ts";
import { type BoardData, boardView } from "#app/http/board-view.server.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { takeLivePlace } from "#app/http/live-count.server.ts";
import { unbuffered } from "#app/http/live-events.server.ts";
import { liveStream } from "#app/http/live-stream.server.ts";
import { keepPageOpen } from "#app/http/page-tail.server.ts";
import { showBoard } from "#app/operations/coverage/board/show-board.server.ts";
import { BoardView } from "./board-view.tsx";

/** So many boards one page takes, some seven hours of them; then it is loaded anew. */
const piecesMost = 480;

/** The page stays what the server makes of it. */
export const handle = { isStill: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Board, ${data?.unit.name ?? "unit"} · Systole` },
];
export const headers: HeadersFunction = () => unbuffered;

/**
 * The board without scripts: a page that never ends. Each new board is appended to it and hides the one
 * before. If the portal goes, the page stays, and its last board turns unknown: a page that asked again by
 * itself would then be an error page.
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await boardContextFor(args);
  const found = await showBoard(ctx, args.params.unit ?? "");
  const board = boardView(ctx, orRefuse(ctx, args.request, found));
  const who = `${ctx.actor.kind} ${ctx.actor.id}`;
  keepPageOpen(args.context, (nonce) => {
    const leave = takeLivePlace(args.context.house, who);
    return leave && furtherBoards(args, nonce, leave);
  });
  return board;
}

function furtherBoards(args: LoaderFunctionArgs, nonce: string, ended: () => void) {
  const news = boardNews(args);
  let pieces = 0;
  const next = async (head: number | null) => {
    const told = await news(head);
    if (told === null) return null;
    pieces += 1;
    // The portal has just been there, so that the page can be asked for without ending in an error.
    if (told === "over" || pieces > piecesMost) return { text: again, last: true } as const;
    return { text: pieceText(told, nonce, pieces) };
  };
  return liveStream(args.context.house, { next, beat: "<!-- -->\n", ended });
}

const again = '<meta http-equiv="refresh" content="0">\n';

/** Its ids are its own: a rule of one board must never move the time of another. */
function pieceText(board: BoardData, nonce: string, number: number): string {
  const piece = (
    <PageContext.Provider value={{ nonce }}>
      <Piece board={board} />
    </PageContext.Provider>
  );
  return `${renderToStaticMarkup(piece, { identifierPrefix: `b${number}-` })}\n`;
}

/** A board counts once its end is there: one that was cut off might never age. */
function Piece({ board }: { board: BoardData }) {
  return (
    <div className="board-piece">
      <BoardView {...board} again={`/units/${board.unit.code}/board/plain`} />
      <hr className="board-end" hidden />
    </div>
  );
}

export default function BoardPlain() {
  return <Piece board={useLoaderData<typeof loader>()} />;
}
