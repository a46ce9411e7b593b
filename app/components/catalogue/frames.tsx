import type { ReactNode } from "react";
import { Button } from "../button.tsx";
import { DemonstrationBanner, Frame, type NavItem } from "../frame.tsx";
import { PageHeader } from "../page-header.tsx";
import { PublicFrame } from "../public-frame.tsx";

export const navigation: readonly NavItem[] = [
  { label: "Today", to: "#today", icon: "home", current: true },
  { label: "Log", to: "#log", icon: "log" },
  { label: "Progress", to: "#progress", icon: "evidence" },
  { label: "Unit board", to: "#board", icon: "board" },
  { label: "Coverage", to: "#coverage", icon: "coverage" },
  { label: "Roster", to: "#roster", icon: "roster" },
  { label: "Curriculum", to: "#curriculum", icon: "curriculum" },
  { label: "Register", to: "#register", icon: "register" },
];

export function SignedInSpecimen({ children }: { children: ReactNode }) {
  return (
    <Frame
      nav={navigation}
      person={{ name: "Dr Ida Solberg", role: "Fellow" }}
      banner={<DemonstrationBanner />}
    >
      <PageHeader
        title="Component catalogue"
        lead="Every component in every state that it can be in."
        crumbs={[
          { label: "Curriculum", to: "#curriculum" },
          { label: "Release 2026-1", to: "#release" },
        ]}
        actions={<Button icon="plus">Log a case</Button>}
      />
      {children}
    </Frame>
  );
}

export function PublicSpecimen({ children }: { children: ReactNode }) {
  return (
    <PublicFrame
      links={[
        { label: "Curriculum", to: "#curriculum", current: true },
        { label: "Evidence", to: "#evidence" },
        { label: "How the answer works", to: "#how" },
        { label: "Register", to: "#register" },
      ]}
      banner={<DemonstrationBanner />}
    >
      <PageHeader
        title="Component catalogue"
        lead="Every component in every state that it can be in."
      />
      {children}
    </PublicFrame>
  );
}
