/**
 * A kept page as it is shown without network. It says how old it is, and its form gets an id of its own:
 * two forms filled in from one kept page are two cases.
 *
 * @param asOf   When the server made the page; milliseconds.
 * @param fresh  An id that nobody has used.
 */
export function agedPage(html: string, asOf: number, fresh: string): string {
  const id = /<input type="hidden" name="id" value="([0-9a-f-]{36})"/.exec(html)?.[1];
  const own = id ? html.replaceAll(id, fresh) : html;
  return own.replace(/<html\b/, `<html data-as-of="${asOf}"`);
}

/** Whether a page was made for this person: the frame of every page behind sign-in says for whom. */
export function isPageOf(html: string, personId: string): boolean {
  return html.includes(`data-person="${personId}"`);
}
