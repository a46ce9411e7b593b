import type { ReactNode } from "react";
import { DemonstrationBanner } from "./frame.tsx";
import { PublicFrame } from "./public-frame.tsx";

const links = [
  { label: "Curriculum", to: "/curriculum" },
  { label: "Evidence", to: "/evidence" },
  { label: "How the answer works", to: "/how-the-answer-works" },
  { label: "Register", to: "/register" },
  { label: "Verify", to: "/verify" },
];
const more = [
  { label: "About", to: "/about" },
  { label: "Help", to: "/help" },
  { label: "API guide", to: "/api-guide" },
  { label: "Privacy", to: "/privacy" },
];

/** A page that needs no sign-in: the public frame with its one list of links, its blocks in one column. */
export function PublicPage({
  path,
  demonstration,
  signedIn,
  children,
}: {
  /** Of the page shown, to mark where one is. */
  path: string;
  demonstration: boolean;
  /** Somebody signed in gets the way back to their own work instead of the way to sign in. */
  signedIn?: boolean;
  children: ReactNode;
}) {
  const marked = (list: typeof links) =>
    list.map((link) => ({
      ...link,
      current: path === link.to || path.startsWith(`${link.to}/`),
    }));
  const enter = signedIn
    ? { label: "Your work", to: "/home" }
    : { label: "Sign in", to: "/login", current: path === "/login" };
  return (
    <PublicFrame
      links={marked(links)}
      more={marked(more)}
      signIn={enter}
      banner={demonstration ? <DemonstrationBanner /> : undefined}
    >
      <div className="stack" data-gap="large">
        {children}
      </div>
    </PublicFrame>
  );
}
