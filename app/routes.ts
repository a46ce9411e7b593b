import { index, type RouteConfig, route } from "@remix-run/route-config";

/** A fellow's own views of their progress, as those who oversee them see them. */
function fellowViews() {
  const views = {
    trajectory: "trajectory.tsx",
    "trajectory.csv": "trajectory-csv.ts",
    milestones: "milestones.tsx",
    "milestones.csv": "milestones-csv.ts",
    "working-time": "working-time.tsx",
    records: "records.tsx",
    "subjects/:code": "progress-subject.tsx",
  };
  return Object.entries(views).map(([path, file]) =>
    route(`fellows/:fellowship/${path}`, `routes/training/${file}`, { id: `fellow-${path}` }),
  );
}

/** Every URL the portal answers, by room, in one screenful. */
export default [
  // people
  index("routes/home.tsx"),
  route("login", "routes/people/login.tsx"),
  route("logout", "routes/people/logout.ts"),
  route("join/:token", "routes/people/join.tsx"),
  route("home", "routes/people/home.tsx"),
  route("outbox", "routes/people/outbox.tsx"),
  route("admin", "routes/people/admin.tsx"),
  route("admin/organisations/new", "routes/people/organisation-new.tsx"),
  route("admin/programmes/new", "routes/people/programme-new.tsx"),
  route("admin/units/new", "routes/people/unit-new.tsx"),
  route("admin/units/:unit", "routes/people/unit-setup.tsx"),
  route("admin/units/:unit/appointments/new", "routes/people/appointment-new.tsx"),
  route("admin/units/:unit/appointments/:appointment/end", "routes/people/appointment-end.tsx"),
  route("admin/units/:unit/hub/new", "routes/people/hub-new.tsx"),
  route("admin/units/:unit/hub/:agreement/end", "routes/people/hub-end.tsx"),
  route("admin/people", "routes/people/admin-people.tsx"),
  route("admin/people/new", "routes/people/person-new.tsx"),
  route("admin/people/:person", "routes/people/admin-person.tsx"),
  route("admin/people/:person/roles/new", "routes/people/grant-new.tsx"),
  route("admin/people/:person/roles/:grant/end", "routes/people/grant-end.tsx"),
  route("admin/tokens", "routes/people/tokens.tsx"),
  route("admin/tokens/new", "routes/people/token-new.tsx"),
  route("registrar/people", "routes/people/registrar-people.tsx"),
  route("registrar/people/:person", "routes/people/registrar-person.tsx"),
  route("people/:person/registrations/new", "routes/people/registration-new.tsx"),
  route("people/:person/licences/new", "routes/people/licence-new.tsx"),
  route("people/:person/outside/new", "routes/people/outside-new.tsx"),
  route("people/:person/:kind/:fact/end", "routes/people/fact-end.tsx"),
  route("units/:unit/people", "routes/people/unit-people.tsx"),
  route("units/:unit/people/new", "routes/people/privilege-new.tsx"),
  route("units/:unit/people/:privilege/end", "routes/people/privilege-end.tsx"),

  // curriculum
  route("curriculum", "routes/curriculum/curriculum.tsx"),
  route("curriculum/competencies/:code", "routes/curriculum/competency.tsx"),
  route("curriculum/epas/:code", "routes/curriculum/epa.tsx"),
  route("curriculum/credentials/:code", "routes/curriculum/credential.tsx"),
  route("curriculum/releases", "routes/curriculum/releases.tsx"),
  route("curriculum/releases/:a/:b", "routes/curriculum/release-diff.tsx"),
  route("curriculum/:file", "routes/curriculum/release-file.ts"),
  route("evidence", "routes/curriculum/evidence.tsx"),
  ...["about", "api-guide", "help", "how-the-answer-works", "privacy"].map((path) =>
    route(path, "routes/curriculum/prose-page.tsx", { id: `page-${path}` }),
  ),

  // training
  route("logbook", "routes/training/logbook.tsx"),
  route("logbook/new", "routes/training/case-new.tsx"),
  route("logbook/again", "routes/training/case-again.tsx"),
  route("logbook/import", "routes/training/import.tsx"),
  route("logbook/imports/:import", "routes/training/import-detail.tsx"),
  route("logbook/:case", "routes/training/case.tsx"),
  route("logbook/:case/correct", "routes/training/case-correct.tsx"),
  route("progress", "routes/training/progress.tsx"),
  route("progress/trajectory", "routes/training/trajectory.tsx"),
  route("progress/trajectory.csv", "routes/training/trajectory-csv.ts"),
  route("progress/milestones", "routes/training/milestones.tsx"),
  route("progress/milestones.csv", "routes/training/milestones-csv.ts"),
  route("progress/records", "routes/training/records.tsx"),
  route("progress/working-time", "routes/training/working-time.tsx"),
  route("progress/subjects/:code", "routes/training/progress-subject.tsx"),
  route("progress/:credential", "routes/training/progress-credential.tsx"),
  route("progress/subjects/:code/self", "routes/training/self-assessment.tsx"),
  route("requests", "routes/training/requests.tsx"),
  route("requests/new", "routes/training/request-new.tsx"),
  route("requests/:request", "routes/training/request.tsx"),
  route("a/:token", "routes/training/assessment-link.tsx"),
  route("assessment", "routes/training/assessment.tsx"),
  route("feedback", "routes/training/feedback-rounds.tsx"),
  route("feedback/new", "routes/training/feedback-begin.tsx"),
  route("feedback/:round", "routes/training/feedback-round.tsx"),
  route("give-feedback", "routes/training/feedback-answer.tsx"),
  route("give-feedback/:token", "routes/training/feedback-link.tsx"),
  route("assess", "routes/training/assess.tsx"),
  route("assess/imported", "routes/training/assess-imported.tsx"),
  route("assess/cases/:case", "routes/training/assess-case.tsx"),
  route("assess/requests/:request", "routes/training/assess-observation.tsx"),
  route("assess/given/:observation", "routes/training/assess-given.tsx"),
  route("assess/new", "routes/training/assess-observation.tsx", { id: "assess-new" }),
  route("programme", "routes/training/programme.tsx"),
  route("programme/policy", "routes/training/programme-policy.tsx"),
  route("programme/cohort", "routes/training/cohort.tsx"),
  route("programme/cohort.csv", "routes/training/cohort-csv.ts"),
  route("programme/worklist", "routes/training/worklist.tsx"),
  route("programme/fellowships/new", "routes/training/fellowship-new.tsx"),
  route("programme/release", "routes/curriculum/programme-release.tsx"),
  route("programme/founding-assessors", "routes/training/founding-assessors.tsx"),
  route("fellows/:fellowship", "routes/training/fellow.tsx"),
  route("portfolio/export", "routes/training/export.tsx"),
  route("portfolio/export/:file", "routes/training/export-file.ts"),
  route("fellows/:fellowship/export", "routes/training/export.tsx", { id: "fellow-export" }),
  route("fellows/:fellowship/export/:file", "routes/training/export-file.ts", {
    id: "fellow-export-file",
  }),
  ...fellowViews(),
  route("fellows/:fellowship/records/:record", "routes/training/record-correct.tsx"),
  route("fellows/:fellowship/change", "routes/training/fellowship-change.tsx"),
  route("fellows/:fellowship/:credential", "routes/training/progress-credential.tsx", {
    id: "fellow-credential",
  }),

  // offline
  route("drafts", "routes/offline/drafts.tsx"),
  route("drafts/send", "routes/offline/draft-send.ts"),

  // sign-off
  route("committee", "routes/signoff/committee.tsx"),
  route("committee/entrustments/new", "routes/signoff/entrustment-new.tsx"),
  route("committee/meetings", "routes/signoff/meetings.tsx"),
  route("committee/meetings/new", "routes/signoff/meeting-new.tsx"),
  route("committee/meetings/:meeting", "routes/signoff/meeting.tsx"),
  route("committee/meetings/:meeting/minutes", "routes/signoff/meeting-minutes.tsx"),
  route("committee/meetings/:meeting/fellows/:fellowship", "routes/signoff/meeting-fellow.tsx"),
  route("committee/:review", "routes/signoff/committee-review.tsx"),
  route("signoff", "routes/signoff/signoff.tsx"),
  route("signoff/:review", "routes/signoff/signoff-review.tsx"),
  route("pathway", "routes/signoff/pathways.tsx"),
  route("pathway/new", "routes/signoff/pathway-new.tsx"),

  // credential
  route("credentials/:id", "routes/credential/credential.tsx"),
  route("credentials/:id/vc", "routes/credential/credential-document.ts"),
  route("credentials/:id/vc.jwt", "routes/credential/credential-jwt.ts"),
  route("register", "routes/credential/register.tsx"),
  route("my/credentials", "routes/credential/my-credentials.tsx"),
  route("registrar", "routes/credential/registrar.tsx"),
  route("registrar/credentials/:id", "routes/credential/registrar-credential.tsx"),

  // roster
  route("units/:unit/roster", "routes/roster/roster.tsx"),
  route("units/:unit/roster/upload", "routes/roster/upload.tsx"),
  route("units/:unit/shifts/new", "routes/roster/shift-new.tsx"),
  route("units/:unit/shifts/edit", "routes/roster/shift-edit.tsx"),

  // coverage
  route("units", "routes/coverage/units.tsx"),
  route("units/:unit", "routes/coverage/unit.tsx"),
  route("units/:unit/board", "routes/coverage/board.tsx"),
  route("units/:unit/coverage", "routes/coverage/unit-coverage.tsx"),
  route("units/:unit/coverage.csv", "routes/coverage/coverage-csv.ts"),
  route("units/:unit/state", "routes/coverage/state.tsx"),

  // ledger
  route("audit", "routes/ledger/audit.tsx"),

  // machines
  route("api/v1/register", "routes/api/register.ts"),
  route("api/v1/practitioners/:registration/credentials", "routes/api/practitioner-credentials.ts"),
  route("status/:list", "routes/api/status-list.ts"),
  route("vc/credentials/verify", "routes/api/credential-verify.ts"),
  route(".well-known/did.json", "routes/api/did.ts"),
  route(".well-known/jwks.json", "routes/api/jwks.ts"),
  route(".well-known/security.txt", "routes/api/security-txt.ts"),
  route("api/v1/openapi.json", "routes/api/openapi.ts"),
  route("api/v1/staffing", "routes/api/staffing.ts"),
  route("api/v1/units/:unit/staffing", "routes/api/unit-staffing.ts"),
  route("api/v1/units/:unit/coverage", "routes/api/unit-coverage.ts"),
  route("api/v1/units/:unit/roster", "routes/api/unit-roster.ts"),
  route("api/v1/units/:unit/state", "routes/api/unit-state.ts"),
  route("healthz", "routes/api/healthz.ts"),
  route("readyz", "routes/api/readyz.ts"),

  // every component in all its states, while developing
  ...(process.env.NODE_ENV === "development" ? [route("catalogue", "routes/catalogue.tsx")] : []),
] satisfies RouteConfig;
