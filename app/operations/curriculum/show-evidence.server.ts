import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Arm, Effect, Outcome, Trial } from "#app/domain/curriculum/evidence.ts";
import { sourceView } from "./show-curriculum.server.ts";

/** Figures side by side need two arms with percentages, the one under trial first. */
function arms({ arms: all }: Outcome): readonly [Arm, Arm] | null {
  const tried = all.find((each) => each.kind === "intervention" && each.percent !== undefined);
  const control = all.find((each) => each.kind === "control" && each.percent !== undefined);
  return tried && control ? [tried, control] : null;
}

const uncertain = (confidence: Arm["confidence"]) => confidence !== "seen";

function armView(arm: Arm) {
  const known = (value: number | undefined) =>
    value === undefined ? undefined : { value, uncertain: uncertain(arm.confidence) };
  return {
    label: arm.name,
    people: known(arm.people),
    events: known(arm.events),
    percent: known(arm.percent),
  };
}

function effectView(effect: Effect | undefined) {
  if (!effect || effect.low === undefined || effect.high === undefined) return undefined;
  return {
    measure: effect.measure,
    estimate: effect.value,
    low: effect.low,
    high: effect.high,
    uncertain: uncertain(effect.confidence),
  };
}

function trialView(content: Content, trial: Trial, outcome: Outcome) {
  const pair = arms(outcome);
  const effect = effectView(outcome.effect);
  if (!pair && !effect) return [];
  const source = sourceView(content, trial.source);
  return [
    {
      id: `${trial.id}-${outcome.endpoint}`.replace(/[^\w-]+/g, "-"),
      name: trial.name,
      endpoint: outcome.endpoint,
      source: { text: source.cite, ...(source.href ? { href: source.href } : {}) },
      arms: pair
        ? ([armView(pair[0]), armView(pair[1])] as const)
        : ([{ label: trial.tried }, { label: "Control" }] as const),
      effect,
    },
  ];
}

/** The trials behind the three demands, arranged so that like stands beside like. */
export function evidenceView(content: Content) {
  const { trials, teachingPoints } = content.evidence;
  const chart = (chosen: readonly Trial[], outcomes: (trial: Trial) => readonly Outcome[]) =>
    chosen.flatMap((trial) => outcomes(trial).flatMap((each) => trialView(content, trial, each)));
  const primary = (trial: Trial) => (trial.primary ? [trial.primary] : []);
  const tests = trials.filter((each) => each.design === "randomised" || each.design === "pooled");
  const ecmo = tests.filter((each) => each.tried === "VA-ECMO");
  const arrest = tests.filter((each) => each.tried.includes("ECPR"));
  const others = tests.filter((each) => !ecmo.includes(each) && !arrest.includes(each));
  const observed = trials.filter(
    (each) => each.design === "before_after" || each.design === "registry",
  );
  return {
    charts: [
      {
        title: "Early routine VA-ECMO in cardiogenic shock",
        lead: "Randomised trials and their pooling. An interval that includes 1 is compatible with no difference.",
        caption: "Main outcome with VA-ECMO and without",
        favours: { left: "better with VA-ECMO", right: "worse" },
        trials: chart(ecmo, primary),
      },
      {
        title: "What early routine VA-ECMO cost",
        lead: "Bleeding and harm to vessels in the same trials.",
        caption: "Harm with VA-ECMO and without",
        favours: { left: "less harm", right: "more harm with VA-ECMO" },
        trials: chart(ecmo, (trial) => trial.others),
      },
      {
        title: "Other devices, drugs and strategies in cardiogenic shock",
        lead: "The one device trial with lower mortality used a pump that unloads the left ventricle, in selected patients.",
        caption: "Main outcome with what was tried and without",
        favours: { left: "better with what was tried", right: "worse" },
        trials: chart(others, primary),
      },
      {
        title: "ECPR in refractory cardiac arrest",
        lead: "Here the outcome is survival: more is better, and an effect above 1 favours ECPR.",
        caption: "Survival with ECPR and without",
        favours: { left: "worse", right: "better with ECPR" },
        trials: chart(arrest, primary),
      },
      {
        title: "Shock teams and dedicated cardiac intensivists",
        lead: "Observational: associated with, not shown to cause. Read the outcome: some count death, some survival.",
        caption: "Outcome with a team or intensivist and without",
        favours: { left: "fewer with the outcome", right: "more" },
        trials: chart(observed, primary),
      },
    ].filter((each) => each.trials.length > 0),
    studies: trials.map((trial) => ({
      id: trial.id,
      name: trial.name,
      year: trial.year,
      design: trial.design.replaceAll("_", " "),
      finding: trial.finding,
      caveats: trial.caveats,
      source: sourceView(content, trial.source),
      mark:
        trial.confidence === "seen" ? null : say(content.copy, `confidences.${trial.confidence}`),
    })),
    teachingPoints: teachingPoints.map((each) => each.text),
    sources: [...new Set(trials.map((each) => each.source))].map((key) => sourceView(content, key)),
  };
}
