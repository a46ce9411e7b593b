import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { Icon } from "./icon.tsx";
import "./public-frame.css";

export type PublicLink = {
  readonly label: string;
  readonly to: string;
  readonly current?: boolean;
};

/** The frame of every page that needs no sign-in. */
export function PublicFrame({
  links,
  more = [],
  signIn = { label: "Sign in", to: "/login" },
  banner,
  children,
}: {
  links: readonly PublicLink[];
  /** What is asked for less often; it stands at the foot. */
  more?: readonly PublicLink[];
  signIn?: PublicLink | null;
  banner?: ReactNode;
  children: ReactNode;
}) {
  const list = (
    <ul className="public-links">
      {links.map((link) => (
        <li key={link.to}>
          <a href={link.to} aria-current={link.current ? "page" : undefined}>
            {link.label}
          </a>
        </li>
      ))}
      {signIn && (
        <li>
          <a
            className="public-sign-in"
            href={signIn.to}
            aria-current={signIn.current ? "page" : undefined}
          >
            {signIn.label}
          </a>
        </li>
      )}
    </ul>
  );
  return (
    <div className="public-frame">
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="public-header">
        <div className="public-inner">
          <Brand />
          <nav aria-label="Main">
            <div className="public-wide">{list}</div>
            <details className="public-narrow">
              <summary>
                <Icon name="menu" size={24} /> Menu
              </summary>
              {list}
            </details>
          </nav>
        </div>
      </header>
      {banner && (
        <aside className="frame-banner public-banner" aria-label="About this portal">
          {banner}
        </aside>
      )}
      <main id="main" className="public-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="public-foot">
        <div className="public-inner">
          {more.length > 0 && (
            <nav aria-label="About the portal">
              <ul className="public-more">
                {more.map((link) => (
                  <li key={link.to}>
                    <a href={link.to} aria-current={link.current ? "page" : undefined}>
                      {link.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <p>
            Credentials shown here are programme-attested. A credential, a local privilege, a
            licence and being rostered are four different things.
          </p>
        </div>
      </footer>
    </div>
  );
}
