import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { PageContext } from "./components/page-context.tsx";

/** Browsers hide a nonce from selectors but not from scripts of the page. */
const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce;
const { requestId, recordAway } = document.documentElement.dataset;
const page = { nonce, requestId, recordAway: recordAway === "" };

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageContext.Provider value={page}>
        <RemixBrowser />
      </PageContext.Provider>
    </StrictMode>,
  );
});
