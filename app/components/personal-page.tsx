import type { ReactNode } from "react";
import { DemonstrationBanner, Frame, type NavItem, type SignedIn } from "./frame.tsx";

/** A page behind sign-in: the frame with the person's own list of links, and its blocks in one column. */
export function PersonalPage({
  frame,
  children,
}: {
  frame: {
    readonly nav: readonly NavItem[];
    readonly person: SignedIn;
    readonly demonstration: boolean;
  };
  children: ReactNode;
}) {
  return (
    <Frame
      nav={frame.nav}
      person={frame.person}
      banner={frame.demonstration ? <DemonstrationBanner /> : undefined}
    >
      <div className="stack" data-gap="large">
        {children}
      </div>
    </Frame>
  );
}
