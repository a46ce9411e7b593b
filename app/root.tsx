import "@fontsource-variable/atkinson-hyperlegible-next/index.css";
import "@fontsource-variable/atkinson-hyperlegible-mono/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/print.css";
import type { MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { Fault } from "./components/fault.tsx";
import { usePage } from "./components/page-context.tsx";

/** Titles read "What the page answers · Systole"; a route without one is just the product. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? "This page could not be shown · Systole" : "Systole" },
];

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId, recordAway } = usePage();
  return (
    <html
      lang="en-GB"
      data-request-id={requestId}
      data-record-away={recordAway ? "" : undefined}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Says what happened. A page that failed never leaves an older answer standing. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { requestId, recordAway } = usePage();
  if (recordAway) return <Fault status={503} requestId={requestId} />;
  if (!isRouteErrorResponse(error)) return <Fault status={500} requestId={requestId} />;
  const words = wordsOf(error.data);
  return (
    <Fault status={error.status} requestId={words.requestId ?? requestId} detail={words.detail} />
  );
}

/** A thrown response carries problem+json, as an object or as its text. */
function wordsOf(data: unknown): { detail?: string; requestId?: string } {
  if (typeof data === "string") {
    try {
      return wordsOf(JSON.parse(data));
    } catch {
      return {};
    }
  }
  if (typeof data !== "object" || data === null) return {};
  const { detail, requestId } = data as Record<string, unknown>;
  return {
    detail: typeof detail === "string" ? detail : undefined,
    requestId: typeof requestId === "string" ? requestId : undefined,
  };
}
