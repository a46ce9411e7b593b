import { createContext, useContext } from "react";

/** What the server decided for this one request; the browser reads it back from the document. */
export type Page = { readonly nonce?: string; readonly requestId?: string };

export const PageContext = createContext<Page>({});

/** Lets a script or style element of ours through the content security policy. */
export function useNonce(): string | undefined {
  return useContext(PageContext).nonce;
}

export function useRequestId(): string | undefined {
  return useContext(PageContext).requestId;
}
