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
  useLocation,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { Fault } from "./components/fault.tsx";
import { usePage } from "./components/page-context.tsx";
import { SignedOut, type SignedOutForm } from "./components/signed-out.tsx";

/** Where the build put the script that keeps forms working without network; none while developing. */
const offlineScript: string | undefined = import.meta.env?.VITE_OFFLINE_SCRIPT;

/** Where the build put the script of passkeys; while developing, its source. */
const passkeyScript: string | undefined = import.meta.env?.DEV
  ? "/app/passkeys/page.ts"
  : import.meta.env?.VITE_PASSKEY_SCRIPT;

/** Titles read "What the page answers · Systole"; a route without one is just the product. */
export const meta: MetaFunction = ({ error }) => {
  if (!error) return [{ title: "Systole" }];
  const isSignedOut = isRouteErrorResponse(error) && error.status === 401;
  const title = isSignedOut ? "You were signed out" : "This page could not be shown";
  return [{ title: `${title} · Systole` }];
};

export function Layout({ children }: { children: ReactNode }) {
  const { requestId, recordAway } = usePage();
  const isStill = useMatches().some(({ handle }) => (handle as Handle)?.isStill);
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
        {!isStill && <OwnScripts />}
      </body>
    </html>
  );
}

/** Pages that stay as the server made them say so: `export const handle = { isStill: true }`. */
type Handle = { readonly isStill?: boolean } | undefined;

function OwnScripts() {
  const { nonce } = usePage();
  return (
    <>
      <ScrollRestoration nonce={nonce} />
      <Scripts nonce={nonce} />
      {passkeyScript && <script type="module" src={passkeyScript} nonce={nonce} />}
      {offlineScript && <script type="module" src={offlineScript} nonce={nonce} />}
    </>
  );
}

export default function App() {
  // Scripts that fill in a form wait for this: until then it may still be set back.
  useEffect(() => {
    document.documentElement.dataset.live = "";
  }, []);
  useFocusAfterForm();
  return <Outlet />;
}

/**
 * A form that leads on takes its button along, and the focus with it: the next Tab would begin at the top of
 * the frame. It goes on from the page's own beginning instead.
 */
function useFocusAfterForm() {
  const { key } = useLocation();
  const first = useRef(key);
  // An effect, since it is about what the browser has focused once the new page stands.
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (key !== first.current && isLost) document.getElementById("main")?.focus();
  }, [key]);
}

/** Says what happened. A page that failed never leaves an older answer standing. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { requestId, recordAway } = usePage();
  if (recordAway) return <Fault status={503} requestId={requestId} />;
  if (!isRouteErrorResponse(error)) return <Fault status={500} requestId={requestId} />;
  const unsent = error.status === 401 ? unsentOf(error.data) : null;
  if (unsent) return <SignedOut {...unsent} />;
  const words = wordsOf(error.data);
  return (
    <Fault status={error.status} requestId={words.requestId ?? requestId} detail={words.detail} />
  );
}

/** A form that was sent without a session carries its address and what was typed; see http/context. */
function unsentOf(data: unknown): SignedOutForm | null {
  const { to, kept } = problemOf(data);
  return typeof to === "string" ? { to, kept: (kept ?? null) as SignedOutForm["kept"] } : null;
}

/** A thrown response carries problem+json, as an object or as its text. */
function problemOf(data: unknown): Record<string, unknown> {
  if (typeof data !== "string") return { ...(data as object | null) };
  try {
    return problemOf(JSON.parse(data));
  } catch {
    return {};
  }
}

function wordsOf(data: unknown): { detail?: string; requestId?: string } {
  const { detail, requestId } = problemOf(data);
  return {
    detail: typeof detail === "string" ? detail : undefined,
    requestId: typeof requestId === "string" ? requestId : undefined,
  };
}
