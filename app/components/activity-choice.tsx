import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import "./activity-choice.css";

type Choice = { readonly code: string; readonly name: string };

/** The first step of logging: what was done last stands first, then a search, then everything by domain. */
export function ActivityChoice({
  unknown,
  asked,
  recent,
  groups,
}: {
  unknown: boolean;
  /** What was searched for without scripts. */
  asked: string;
  recent: readonly Choice[];
  groups: readonly { readonly name: string; readonly activities: readonly Choice[] }[];
}) {
  const [query, setQuery] = useState(asked);
  const all = groups.flatMap((group) => group.activities);
  return (
    <div className="stack">
      {unknown && (
        <Notice
          kind="warn"
          title="The catalogue of your curriculum has no such procedure or activity"
        >
          Choose one of the list.
        </Notice>
      )}
      {recent.length > 0 && (
        <Panel title="You logged these last">
          <Choices choices={recent} />
        </Panel>
      )}
      <Form
        method="get"
        role="search"
        className="activity-search"
        onChange={(event) => setQuery(String(new FormData(event.currentTarget).get("q") ?? ""))}
      >
        <TextField
          name="q"
          type="search"
          label="Search"
          hint={`All ${all.length} procedures and activities.`}
          value={asked}
          autoComplete="off"
          maxLength={80}
        />
        <Button kind="secondary" icon="register">
          Search
        </Button>
      </Form>
      {query.trim() === "" ? <Groups groups={groups} /> : <Found query={query} all={all} />}
    </div>
  );
}

function Groups({ groups }: Pick<Parameters<typeof ActivityChoice>[0], "groups">) {
  return (
    <div>
      {groups
        .filter((group) => group.activities.length > 0)
        .map((group) => (
          <details key={group.name} className="activity-group">
            <summary>
              <span>{group.name}</span>{" "}
              <span className="activity-count">{group.activities.length}</span>
            </summary>
            <Choices choices={group.activities} />
          </details>
        ))}
    </div>
  );
}

function Found({ query, all }: { query: string; all: readonly Choice[] }) {
  const found = matching(all, query);
  return (
    <section aria-live="polite" aria-label="Found">
      {found.length === 0 ? (
        <p>Nothing is called that. Try one word of it, or look through the domains.</p>
      ) : (
        <Choices choices={found} />
      )}
    </section>
  );
}

function Choices({ choices }: { choices: readonly Choice[] }) {
  return (
    <ul className="activity-list">
      {choices.map((each) => (
        <li key={each.code}>
          <Link to={`/logbook/new?activity=${each.code}`}>{each.name}</Link>
        </li>
      ))}
    </ul>
  );
}

/** Those whose names hold every word, wherever it stands; accents and case make no difference. */
export function matching<T extends Choice>(all: readonly T[], query: string): T[] {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain(query).split(/\s+/).filter(Boolean);
  return all.filter(({ code, name }) => {
    const text = plain(`${name} ${code}`);
    return words.every((word) => text.includes(word));
  });
}
