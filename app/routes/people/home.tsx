import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { NextList } from "#app/components/next-list.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Card, Cards } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { frameFor, personalFrame } from "#app/http/frame.server.ts";
import { ownNext } from "#app/routes/training/progress/own-next.ts";

export const meta: MetaFunction = () => [{ title: "Your work · Systole" }];

/** One role has one home and goes there; several roles choose; none says what to do. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { landings: own, duty } = await personalFrame(ctx, args.request);
  const [only, second] = own;
  if (only && !second) throw redirect(only.to);
  const next = own.some((each) => each.to === "/progress") ? await ownNext(ctx, args.request) : [];
  const landings = [...own, ...duty];
  return { frame: await frameFor(ctx, args.request), landings, name: ctx.actor.name, next };
}

export default function Home() {
  const { frame, landings, name, next } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader title="Where to?" lead={`You are signed in as ${name}.`} />
      {next.length > 0 && <NextList title="Next in your training" things={next} empty="" />}
      {landings.length === 0 ? (
        <EmptyState title="You hold no role today" icon="person">
          Your roles have ended or have not begun. Ask your administrator to give you one.
        </EmptyState>
      ) : (
        <section>
          <h2 className="visually-hidden">Your pages</h2>
          <Cards>
            {landings.map((way) => (
              <Card key={way.to} title={way.label} to={way.to} />
            ))}
          </Cards>
        </section>
      )}
    </PersonalPage>
  );
}
