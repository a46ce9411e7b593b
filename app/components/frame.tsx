import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { DraftsMark } from "./drafts.tsx";
import { Icon, type IconName } from "./icon.tsx";
import "./frame.css";

export type NavItem = {
  readonly label: string;
  readonly to: string;
  readonly icon: IconName;
  readonly current?: boolean;
};
export type SignedIn = {
  readonly name: string;
  readonly role: string;
  /** Whose page this is: what a browser keeps of it, it keeps for them alone. */
  readonly id?: string;
};

export type FrameProps = {
  readonly nav: readonly NavItem[];
  readonly person: SignedIn;
  /** Stands under the strip: demonstration mode, a notice for everyone. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
};

/** On the phone the bar holds four links and "More". */
const onBar = 4;

/** The frame of every page behind sign-in: strip, rail (a bar on the phone), banner, page. */
export function Frame({ nav, person, banner, children }: FrameProps) {
  const shown = nav.length > onBar + 1 ? onBar : onBar + 1;
  const rest = nav.slice(shown);
  return (
    <div className="frame" data-person={person.id}>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="frame-strip">
        <Brand />
        <div className="frame-person">
          <span className="frame-name">
            <b>{person.name}</b> <span>{person.role}</span>
          </span>
          <form method="post" action="/logout">
            <button type="submit">
              <Icon name="leave" /> Sign out
            </button>
          </form>
        </div>
      </header>
      <nav className="frame-rail" aria-label="Main">
        <ul className="frame-links">
          {nav.map((item, i) => (
            <li key={item.to} data-beyond={i >= shown || undefined}>
              <NavLink item={item} />
            </li>
          ))}
          {rest.length > 0 && (
            <li className="frame-more">
              <details>
                <summary>
                  <Icon name="more" size={24} />
                  <span>More</span>
                </summary>
                <ul className="frame-sheet">
                  {rest.map((item) => (
                    <li key={item.to}>
                      <NavLink item={item} />
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          )}
        </ul>
      </nav>
      <div className="frame-body">
        <DraftsMark />
        {banner && (
          <aside className="frame-banner" aria-label="About this portal">
            {banner}
          </aside>
        )}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Foot />
      </div>
    </div>
  );
}

/** What is the same for everybody, and asked for seldom. */
const about = [
  { label: "Your passkeys", to: "/passkeys" },
  { label: "Your shifts", to: "/my/calendars" },
  { label: "Help", to: "/help" },
  { label: "Register", to: "/register" },
  { label: "How the answer works", to: "/how-the-answer-works" },
];

function Foot() {
  return (
    <footer className="frame-foot">
      <nav aria-label="About the portal">
        <ul className="frame-about">
          {about.map(({ label, to }) => (
            <li key={to}>
              <a href={to}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  );
}

function NavLink({ item }: { item: NavItem }) {
  return (
    <a className="frame-link" href={item.to} aria-current={item.current ? "page" : undefined}>
      <Icon name={item.icon} size={24} />
      <span>{item.label}</span>
    </a>
  );
}

/** Said on every page of a demonstration. */
export function DemonstrationBanner() {
  return (
    <p>
      <b>Demonstration.</b> Everything here is fictional; rely on none of it for care.
    </p>
  );
}
