import { answers } from "./answers.tsx";
import { charts } from "./charts.tsx";
import { forms } from "./forms.tsx";
import { pieces } from "./pieces.tsx";
import { progress } from "./progress.tsx";
import type { Specimen } from "./specimen.ts";
import "./catalogue.css";

export const specimens: readonly Specimen[] = [
  ...answers,
  ...charts,
  ...progress,
  ...forms,
  ...pieces,
];

/** Every component, one under another, each state with its name. */
export function Catalogue() {
  return (
    <div className="catalogue">
      {specimens.map((specimen) => (
        <section key={specimen.name} className="specimen" aria-label={specimen.name}>
          <h2>{specimen.name}</h2>
          {specimen.states.map((state) => (
            <div key={state.label} className="specimen-state">
              <p className="soft">{state.label}</p>
              {state.shown}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
