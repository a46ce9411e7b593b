import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { refused } from "#app/http/problem.server.ts";
import { signOut } from "#app/http/session.server.ts";

/** The browser forgets pages, drafts and their key with the session, also where no script runs. */
export async function action({ request, context: { house, requestId } }: ActionFunctionArgs) {
  const cookie = await signOut(house, request);
  if (!cookie.ok) throw refused(house.content, request, cookie.refusal, requestId);
  return redirect("/", {
    headers: { "Set-Cookie": cookie.value, "Clear-Site-Data": '"cache", "storage"' },
  });
}

/** Signing out changes something, so a link does not do it. */
export function loader() {
  return redirect("/");
}
