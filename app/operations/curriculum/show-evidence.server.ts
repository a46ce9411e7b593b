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
  const chart = (
    chosen: readonly Trial[],
    outcomes: (trial: Trial) => readonly Outcome[],
  ) => chosen.flatMap((trial) => outcomes(trial).flatMap((each) => trialView(content, trial, each)));
  const primary = (trial: Trial) => (trial.primary ? [trial.primary] : []);
  const about = (demand: Trial["demands"][number], randomised: boolean) =>
    trials.filter(
      (each) =>
        each.demands.includes(demand) &&
        ["randomised", "pooled"].includes(each.design) === randomised,
    );
  const ecmo = about("ecmo_alone", true);
  const others = trials.filter(
    (each) => each.design === "randomised" && !ecmo.includes(each) && each.primary,
  );
  return {
    charts: [
      {
        title: "Early routine VA-ECMO: death and other main outcomes",
        lead: "Randomised trials and their pooling. An interval that includes 1 is compatible with no difference.",
        caption: "Main outcome with VA-ECMO and without",
        favours: { left: "better with VA-ECMO", right: "worse" },
        trials: chart(ecmo, primary),
      },
      {
        title: "Early routine VA-ECMO: harm",
        lead: "Bleeding and harm to vessels in the same trials.",
        caption: "Harm with VA-ECMO and without",
        favours: { left: "less harm", right: "more harm with VA-ECMO" },
        trials: chart(ecmo, (trial) => trial.others),
      },
      {
        title: "Other randomised trials in cardiogenic shock and refractory arrest",
        lead: "Read the endpoint: some count death, some count survival.",
        caption: "Main outcome with what was tried and without",
        favours: { left: "fewer with the outcome", right: "more" },
        trials: chart(others, primary),
      },
      {
        title: "Shock teams and dedicated cardiac intensivists",
        lead: "Observational: associated with, not shown to cause.",
        caption: "Outcome with a team or intensivist and without",
        favours: { left: "fewer with the outcome", right: "more" },
        trials: chart([...about("team", false), ...about("subspecialty", false)], primary),
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
      mark: trial.confidence === "seen" ? null : say(content.copy, `confidences.${trial.confidence}`),
    })),
    teachingPoints: teachingPoints.map((each) => each.text),
    sources: [...new Set(trials.map((each) => each.source))].map((key) => sourceView(content, key)),
  };
}
