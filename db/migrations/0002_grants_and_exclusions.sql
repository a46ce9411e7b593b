-- Append-only by grant: the app's role may add to facts and read them, never change or remove them.
-- The role itself is made by db/migrate.ts, since roles belong to the whole cluster.
GRANT USAGE ON SCHEMA public TO systole_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON
  "ledger_entry",
  "organisation",
  "programme",
  "role_grant",
  "grant_end",
  "registration",
  "licence",
  "access_log",
  "fellowship",
  "case_entry",
  "case_withdrawal",
  "case_verification",
  "complication_review",
  "observation_request",
  "observation",
  "training_record",
  "assessor_appointment",
  "committee_review",
  "committee_vote",
  "entrustment_decision",
  "practice_pathway",
  "pathway_case_count",
  "pathway_observation",
  "sign_off",
  "co_signature",
  "sign_off_withdrawal",
  "credential",
  "credential_proof",
  "credential_event",
  "revocation_proposal",
  "revocation_dismissal",
  "external_credential",
  "unit",
  "unit_profile",
  "unit_setting",
  "roster_publication",
  "assignment",
  "feed_check",
  "local_privilege",
  "appointment",
  "unit_state",
  "hub_agreement",
  "rule_set_adoption",
  "override"
TO systole_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "person",
  "narrative",
  "password",
  "session",
  "invitation",
  "api_token",
  "rate_limit",
  "mail_outbox"
TO systole_app;
--> statement-breakpoint
-- The same assignment of the same person twice at once is an error of the roster, not two people.
ALTER TABLE assignment ADD CONSTRAINT assignment_not_twice_at_once EXCLUDE USING gist (
  publication_id WITH =,
  (coalesce(registration, name_text)) WITH =,
  role WITH =,
  presence WITH =,
  (coalesce(assignment, '')) WITH =,
  during WITH &&
);
--> statement-breakpoint
-- "All units now" reads by start alone; a shift is at most eight days long, which bounds the scan.
CREATE INDEX assignment_now ON assignment (starts_at) INCLUDE (ends_at, unit_id, publication_id);
