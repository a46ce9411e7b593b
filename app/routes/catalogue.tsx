import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BoardSpecimen } from "#app/components/catalogue/answers.tsx";
import { Catalogue } from "#app/components/catalogue/catalogue.tsx";
import { PublicSpecimen, SignedInSpecimen } from "#app/components/catalogue/frames.tsx";
import { Fault } from "#app/components/fault.tsx";

export const meta: MetaFunction = () => [{ title: "Component catalogue · Systole" }];

/** `?board=yes|no|unknown|empty|aged`, `?frame=public` and `?fault=503` show what fills a screen. */
export function loader({ request }: LoaderFunctionArgs) {
  if (!import.meta.env.DEV) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  return { board: query.get("board"), frame: query.get("frame"), fault: query.get("fault") };
}

export default function CataloguePage() {
  const { board, frame, fault } = useLoaderData<typeof loader>();
  if (board) return <BoardSpecimen name={board} />;
  if (fault) return <Fault status={Number(fault)} requestId="019a77e1-2b6a" />;
  const Shown = frame === "public" ? PublicSpecimen : SignedInSpecimen;
  return (
    <Shown>
      <Catalogue />
    </Shown>
  );
}
