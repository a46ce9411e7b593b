import { createContext, useContext } from "react";

/** What the server decided for this one request; the browser reads it back from the document. */
export type Page = {
  /** Lets a script or style element of ours through the content security policy. */
  readonly nonce?: string;
  readonly requestId?: string;
  /** The database could not be reached while this page was made. */
  readonly recordAway?: boolean;
};

export const PageContext = createContext<Page>({});

export function usePage(): Page {
  return useContext(PageContext);
}
