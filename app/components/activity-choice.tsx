import "./activity-choice.css";
import { Notice } from "./notice.tsx";
import { Card, Cards, Panel } from "./panel.tsx";

type Choice = { readonly code: string; readonly name: string };

/** The first step of logging: what was done last stands first, then everything by domain. */
export function ActivityChoice({
  unknown,
  recent,
  groups,
}: {
  unknown: boolean;
  recent: readonly Choice[];
  groups: readonly { readonly name: string; readonly activities: readonly Choice[] }[];
}) {
  return (
    <>
      {unknown && (
        <Notice
          kind="warn"
          title="The catalogue of your curriculum has no such procedure or activity"
        >
          Choose one of the list.
        </Notice>
      )}
      {recent.length > 0 && (
        <Panel title="Same again">
          <Choices choices={recent} />
        </Panel>
      )}
      {groups
        .filter((group) => group.activities.length > 0)
        .map((group) => (
          <details key={group.name} className="activity-group">
            <summary>
              <span>{group.name}</span>{" "}
              <span className="activity-count">{group.activities.length}</span>
            </summary>
            <ul>
              {group.activities.map((each) => (
                <li key={each.code}>
                  <a href={`/logbook/new?activity=${each.code}`}>{each.name}</a>
                </li>
              ))}
            </ul>
          </details>
        ))}
    </>
  );
}

function Choices({ choices }: { choices: readonly Choice[] }) {
  return (
    <Cards>
      {choices.map((each) => (
        <Card key={each.code} title={each.name} to={`/logbook/new?activity=${each.code}`} />
      ))}
    </Cards>
  );
}
