/**
 * Where to go after sign-in: a path of this portal, else home. Never another site, whatever the link said,
 * and never a path that browsers read as one ("//host", "/\host").
 */
export function pathWithin(to: string | null): string {
  if (!to || !/^\/(?![/\\])/.test(to) || /[\p{Cc}\\]/u.test(to)) return "/home";
  const url = new URL(to, "http://localhost");
  const leaves = url.origin !== "http://localhost" || url.pathname.startsWith("//");
  if (leaves || url.pathname === "/login") return "/home";
  return `${url.pathname}${url.search}`;
}
