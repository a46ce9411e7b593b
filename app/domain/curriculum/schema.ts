import { z } from "zod";

/**
 * What the curriculum's YAML must be. A number never stands alone: it carries its basis and its source.
 * `default`: set by this curriculum, no published minimum found. `adapted`: borrowed from a related
 * published figure. `sourced`: equals a published figure.
 */
export const bases = ["default", "adapted", "sourced"] as const;

/** `seen`: someone has read it; `known` and `check` are shown with that mark. */
export const confidences = ["seen", "known", "check"] as const;

export const SourceKey = z.string().regex(/^[A-Z][A-Z0-9-]*$/, "a key of content/sources.yaml");

export const Figure = z.strictObject({
  value: z.number().finite().nonnegative(),
  basis: z.enum(bases),
  source: SourceKey,
  note: z.string().optional(),
});
export type Figure = z.output<typeof Figure>;

export const DomainCode = z.string().regex(/^[A-Z]{3}$/);
export const CompetencyCode = z.string().regex(/^CIC-[A-Z]{3}-\d\d$/);
export const EpaCode = z.string().regex(/^EPA-\d\d$/);
export const CredentialCode = z.string().regex(/^CRED-[A-Z]{2,5}$/);
export const ExternalCode = z.string().regex(/^[A-Z]+(-[A-Z]+)*$/);

export const logRoles = [
  "primary",
  "supervised_primary",
  "assistant",
  "supervisor",
  "observer",
] as const;
export const assessmentTools = [
  "DOPS",
  "MINI_CEX",
  "CBD",
  "ACAT",
  "MSF",
  "SIM_OSCE",
  "EXAM",
  "AUDIT",
] as const;
export const complicationGrades = ["none", "low", "medium", "high"] as const;
export const scaiStages = ["A", "B", "C", "D", "E"] as const;

/** Narrows which entries of the log count towards a sub-minimum; every field given must hold. */
export const CaseFilter = z.strictObject({
  activities: z.array(z.string()).optional(),
  devices: z.array(z.string()).optional(),
  contexts: z.array(z.string()).optional(),
  roles: z.array(z.enum(logRoles)).optional(),
});
export type CaseFilter = z.output<typeof CaseFilter>;

/** "At least 6 VA as supervised primary": part of the log minimum that must be of a kind. */
export const SubMinimum = z.strictObject({
  id: z.string(),
  title: z.string(),
  filter: CaseFilter,
  min: Figure,
});

export const Competency = z.strictObject({
  code: CompetencyCode,
  domain: DomainCode,
  name: z.string(),
  description: z.string().optional(),
  kind: z.enum(["clinical", "procedure", "interpretation", "behaviour"]),
  /** Logged cases, weighted by role. */
  log: Figure,
  subMinimums: z.array(SubMinimum).default([]),
  /** Directly observed assessments at `level` or above. */
  observations: Figure,
  level: Figure,
  assessors: Figure,
  /** For multi-source feedback: one round with at least `assessors` raters. */
  multiSourceFeedback: z.boolean().default(false),
  simulation: z.strictObject({
    /** How many simulated entries may count towards the log. */
    countedMax: Figure,
    /** Simulation sessions that must be done. */
    required: Figure,
    /** Each of these must occur among the sessions at least once. */
    scenarios: z.array(z.string()).default([]),
  }),
  hours: Figure.optional(),
  /** Records that must exist and be verified, such as manufacturer training. */
  certificates: z.array(z.strictObject({ code: z.string(), title: z.string() })).default([]),
  prerequisites: z.array(CompetencyCode).default([]),
  lifeThreatening: z.boolean(),
  validityMonths: Figure,
  maintenance: z.strictObject({
    cases: Figure,
    perMonths: Figure,
    simulatedMax: Figure.optional(),
  }),
});
export type Competency = z.output<typeof Competency>;

export const Domain = z.strictObject({
  code: DomainCode,
  name: z.string(),
  description: z.string(),
});
export type Domain = z.output<typeof Domain>;

export const Epa = z.strictObject({
  code: EpaCode,
  name: z.string(),
  description: z.string().optional(),
  targetLevel: Figure,
  /** Summative entrustment: ratings at the target level or above, by this many supervisors. */
  ratings: Figure,
  supervisors: Figure,
  /** Contributing competencies for dashboards; they do not gate. */
  uses: z.array(CompetencyCode).min(1),
});
export type Epa = z.output<typeof Epa>;

export const signatories = [
  "committee",
  "programme_director",
  "ecmo_director",
  "mcs_director",
] as const;

export const Credential = z.strictObject({
  code: CredentialCode,
  name: z.string(),
  description: z.string(),
  /** All of these must count; where one lapses, this one becomes `limited`. */
  requires: z.array(CredentialCode).default([]),
  requiresAny: z.array(CredentialCode).default([]),
  /** Outside credentials that the holder must have, such as BASE-CARD. */
  base: z.array(ExternalCode).default([]),
  competencies: z.array(CompetencyCode),
  epas: z.array(EpaCode),
  programmeMonths: Figure.optional(),
  /** A passed knowledge examination is part of it. */
  exam: z.boolean().default(false),
  /** At least one of the holder's EPAs or competencies must be entrusted at this level. */
  levelInAny: Figure.optional(),
  assessorTrainingHours: Figure.optional(),
  signOff: z.array(z.enum(signatories)).min(2),
  validityMonths: Figure,
  externalEquivalents: z.array(z.string()).default([]),
});
export type CredentialDefinition = z.output<typeof Credential>;

/** What a fellow can log: the catalogue drives the form and says which competencies an entry feeds. */
export const Activity = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string(),
  kind: z.enum(["procedure", "activity", "simulation"]),
  competencies: z.array(CompetencyCode).min(1),
  epas: z.array(EpaCode).default([]),
  devices: z.array(z.string()).default([]),
  access: z.array(z.string()).default([]),
  contexts: z.array(z.string()).default([]),
  complications: z.array(z.string()).default([]),
  /** For simulation: the scenario that an entry satisfies. */
  scenarios: z.array(z.string()).default([]),
});
export type Activity = z.output<typeof Activity>;

export const CodedName = z.strictObject({ code: z.string(), name: z.string() });

/** What an entry may name beside its activity. */
export const Catalogue = z.strictObject({
  settings: z.array(CodedName).min(1),
  devices: z.array(CodedName),
  access: z.array(CodedName),
  contexts: z.array(CodedName),
  complications: z.array(CodedName),
  scenarios: z.array(CodedName),
  activities: z.array(Activity).min(1),
});
export type Catalogue = z.output<typeof Catalogue>;

export const Requirements = z.strictObject({
  /** Share of the log minimum that must lie within the recency window. */
  recencyWindowMonths: Figure,
  recencyShare: Figure,
  /** At most ceil(observations × share) by one assessor; none where one observation is required. */
  assessorShare: Figure,
  lifeThreateningAssessors: Figure,
  committeeMembers: Figure,
  committeeReviewMonths: Figure,
  signOffWithinDays: Figure,
  logLateDays: Figure,
  auditSamplePercent: Figure,
  selfAssessmentCounts: z.literal(false),
  assessorLevel: Figure,
  directorMayBeSoleAssessor: z.literal(false),
  renewal: z.strictObject({
    windowBeforeMonths: Figure,
    graceAfterMonths: Figure,
    proctoredCases: Figure,
    evidence: z.array(z.string()),
  }),
  practicePathway: z.strictObject({
    windowMonthsFromLaunch: Figure,
    practiceYears: Figure,
    maintenanceMultiple: Figure,
    observations: Figure,
    externalAssessors: Figure,
    unitHeadLetter: z.literal(true),
  }),
});
export type Requirements = z.output<typeof Requirements>;

export const Programme = z.strictObject({
  entry: z.string(),
  durationMonths: Figure,
  rotations: z.array(z.strictObject({ code: z.string(), name: z.string(), months: Figure })),
  exam: z.strictObject({ description: z.string(), questionsMin: Figure }),
  site: z.strictObject({
    vaEcmoPerYear: Figure,
    shockAdmissionsPerYear: Figure,
    fellowsPerTrainerMax: Figure,
  }),
});

/** A proposed release is there to be read and compared; only a released one is frozen and adopted. */
export const releaseStatuses = ["released", "proposed"] as const;

export const Release = z.strictObject({
  version: z.string(),
  status: z.enum(releaseStatuses).default("released"),
  title: z.string(),
  adoptedOn: z.iso.date(),
  replaces: z.string().nullable(),
  domains: z.array(Domain),
  programme: Programme,
  competencies: z.array(Competency),
  epas: z.array(Epa),
  requirements: Requirements,
  credentials: z.array(Credential),
  catalogue: Catalogue,
});
/** One frozen version of the curriculum. Files: curriculum, competencies, epas, requirements, credentials, catalogue (.yaml). */
export type Release = z.output<typeof Release>;

export const EntrustmentScale = z.strictObject({
  name: z.string(),
  source: SourceKey,
  levels: z
    .array(
      z.strictObject({
        level: z.number().int().min(1).max(5),
        label: z.string(),
        anchor: z.string(),
      }),
    )
    .length(5),
});
export type EntrustmentScale = z.output<typeof EntrustmentScale>;

/** What a person did in a logged case, and how much of it counts towards the log minimum. */
export const LogRoles = z.array(
  z.strictObject({ code: z.enum(logRoles), name: z.string(), anchor: z.string(), weight: Figure }),
);
export type LogRoles = z.output<typeof LogRoles>;

export const ComplicationGrades = z.array(
  z.strictObject({
    code: z.enum(complicationGrades),
    name: z.string(),
    meaning: z.string(),
    source: SourceKey,
  }),
);
export type ComplicationGrades = z.output<typeof ComplicationGrades>;

/** Criteria are worded, since they are taught here and never computed from a patient's numbers. */
export const ScaiStages = z.strictObject({
  source: SourceKey,
  stages: z.array(
    z.strictObject({
      code: z.enum(scaiStages),
      name: z.string(),
      summary: z.string(),
      criteria: z.array(
        z.strictObject({
          sign: z.string(),
          range: z.string(),
          source: SourceKey,
          confidence: z.enum(confidences),
        }),
      ),
    }),
  ),
  modifier: z.strictObject({ code: z.string(), name: z.string(), summary: z.string() }),
});
export type ScaiStages = z.output<typeof ScaiStages>;

/** A credential that others give and we verify: a licence to practise is not one of them. */
export const External = z.strictObject({
  code: ExternalCode,
  name: z.string(),
  /** A verified record is trusted for so long; afterwards it reads as unknown. */
  reverifyMonths: Figure,
});
export type External = z.output<typeof External>;

export const Source = z.strictObject({
  key: SourceKey,
  cite: z.string(),
  doi: z.string().optional(),
  url: z.url().optional(),
  /** Whether someone has read it: `known` and `check` are shown with that mark. */
  confidence: z.enum(confidences),
});
export type Source = z.output<typeof Source>;
