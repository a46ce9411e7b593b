import "./source-list.css";

/** The sources cited on a page, each reachable from the numbers that rest on it. */
export function SourceList({
  sources,
}: {
  sources: readonly { key: string; cite: string; href: string | null; mark: string | null }[];
}) {
  return (
    <section aria-labelledby="sources-title" className="source-list">
      <h2 id="sources-title">Sources</h2>
      <dl>
        {sources.map((source) => (
          <div key={source.key} id={source.key}>
            <dt className="code">{source.key}</dt>
            <dd>
              {source.href ? (
                <a href={source.href} rel="noreferrer">
                  {source.cite}
                </a>
              ) : (
                source.cite
              )}
              {source.mark && <em> ({source.mark})</em>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
