import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { usePage } from "#app/components/page-context.tsx";
import { boardContextFor } from "#app/http/board-context.server.ts";
import { boardView } from "#app/http/board-view.server.ts";
import { orRefuse } from "#app/http/context.server.ts";
import { showBoard } from "#app/operations/coverage/board/show-board.server.ts";
import { boardScript } from "./board-script.ts";
import { BoardView } from "./board-view.tsx";

/** The page stays what the server made of it: its own small script keeps it live. */
export const handle = { isStill: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Board, ${data?.unit.name ?? "unit"} · Systole` },
];
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await boardContextFor(args);
  const found = await showBoard(ctx, args.params.unit ?? "");
  return boardView(ctx, orRefuse(ctx, args.request, found));
}

export default function Board() {
  const board = useLoaderData<typeof loader>();
  const { nonce } = usePage();
  // Only a page that was reached without loading comes here: nothing would keep it live.
  useEffect(() => window.location.reload(), []);
  return (
    <>
      {/* Without scripts another page keeps itself live; this one was answered a moment ago. */}
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=/units/${board.unit.code}/board/plain`} />
      </noscript>
      <BoardView {...board} />
      {boardScript && (
        <script
          type="module"
          src={boardScript}
          nonce={nonce}
          data-board-script=""
          data-events={`/units/${board.unit.code}/board/events`}
        />
      )}
    </>
  );
}
