import "./code-links.css";

/** Items of the curriculum by code and name, each with its page. */
export function CodeLinks({
  kind,
  items,
  none,
}: {
  kind: "competencies" | "epas" | "credentials";
  items: readonly { readonly code: string; readonly name: string }[];
  /** What to say where there are none. */
  none: string;
}) {
  if (items.length === 0) return <span>{none}</span>;
  return (
    <ul className="code-links">
      {items.map(({ code, name }) => (
        <li key={code}>
          <a href={`/curriculum/${kind}/${code}`}>
            <span className="code">{code}</span> {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
