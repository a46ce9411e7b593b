import { ButtonLink } from "./button.tsx";
import { Panel } from "./panel.tsx";
import "./next-list.css";

export type NextView = {
  readonly key: string;
  readonly title: string;
  readonly to: string | null;
  /** What it takes, in words. */
  readonly words: string;
  readonly act: { readonly label: string; readonly to: string } | null;
};

/** What to do next: a few things, each with the way to do it. */
export function NextList({
  title,
  things,
  empty,
}: {
  title: string;
  things: readonly NextView[];
  empty: string;
}) {
  return (
    <Panel title={title}>
      {things.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <ol className="next-list">
          {things.map((each) => (
            <li key={each.key}>
              <div className="next-words">
                <h3>{each.to ? <a href={each.to}>{each.title}</a> : each.title}</h3>
                <p>{each.words}</p>
              </div>
              {each.act && (
                <ButtonLink to={each.act.to} kind="secondary">
                  {each.act.label}
                  <span className="visually-hidden">: {each.title}</span>
                </ButtonLink>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
