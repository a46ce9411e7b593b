CREATE TABLE "hub_agreement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"hub_unit_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "hub_agreement_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "hub_agreement_with_another" CHECK ("hub_agreement"."unit_id" <> "hub_agreement"."hub_unit_id")
);
--> statement-breakpoint
CREATE TABLE "override" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"doctor_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "override_at_most_12_h" CHECK ("override"."ends_at" - "override"."starts_at" <= interval '12 hours')
);
--> statement-breakpoint
CREATE TABLE "rule_set_adoption" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"rule_set" text NOT NULL,
	"version" text NOT NULL,
	"rules" jsonb,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "rule_set_adoption_rules" CHECK (("rule_set_adoption"."rule_set" = 'standards') = ("rule_set_adoption"."rules" is null))
);
--> statement-breakpoint
CREATE TABLE "unit_state" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"ecmo_patients" integer,
	"beds_occupied" integer,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "unit_state_counts" CHECK ("unit_state"."ecmo_patients" >= 0 and "unit_state"."beds_occupied" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sign_off_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"release" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"status_list" integer NOT NULL,
	"status_index" integer NOT NULL,
	"prepared" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "credential_sign_off_id_unique" UNIQUE("sign_off_id"),
	CONSTRAINT "credential_status_place" UNIQUE("status_list","status_index"),
	CONSTRAINT "credential_validity" CHECK ("credential"."valid_from" < "credential"."valid_until"),
	CONSTRAINT "credential_status_index" CHECK ("credential"."status_index" between 0 and 131071)
);
--> statement-breakpoint
CREATE TABLE "credential_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"note" text,
	"proposal_id" uuid,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "credential_event_kind" CHECK ("credential_event"."kind" in ('issued', 'suspended', 'reinstated', 'revoked')),
	CONSTRAINT "credential_event_reason" CHECK ("credential_event"."kind" = 'issued' or length("credential_event"."reason") > 0),
	CONSTRAINT "credential_event_two_registrars" CHECK (("credential_event"."kind" = 'revoked') = ("credential_event"."proposal_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "credential_proof" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"key_id" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"code" text NOT NULL,
	"number" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"standing" text NOT NULL,
	"source" text NOT NULL,
	"method" text NOT NULL,
	"verified_by" uuid NOT NULL,
	"verified_at" timestamp (3) with time zone NOT NULL,
	"reverify_by" timestamp (3) with time zone,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "external_credential_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "external_credential_standing" CHECK ("external_credential"."standing" in ('attested', 'verified')),
	CONSTRAINT "external_credential_period" CHECK ("external_credential"."starts_at" < "external_credential"."ends_at"),
	CONSTRAINT "external_credential_verified_by_another" CHECK ("external_credential"."standing" = 'attested' or "external_credential"."person_id" <> "external_credential"."verified_by"),
	CONSTRAINT "external_credential_reverify" CHECK ("external_credential"."standing" = 'attested' or "external_credential"."reverify_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "revocation_dismissal" (
	"proposal_id" uuid PRIMARY KEY NOT NULL,
	"dismissed_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revocation_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"proposed_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"act" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"request_id" text,
	"salt" text NOT NULL,
	"fact_digest" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_entry_hash_unique" UNIQUE("hash"),
	CONSTRAINT "ledger_entry_seq_from_one" CHECK ("ledger_entry"."seq" >= 1),
	CONSTRAINT "ledger_entry_actor_kind" CHECK ("ledger_entry"."actor_kind" in ('person', 'machine', 'system')),
	CONSTRAINT "ledger_entry_actor_named" CHECK (("ledger_entry"."actor_kind" = 'system') = ("ledger_entry"."actor_id" is null))
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"what" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"unit_ids" uuid[],
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_token_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "grant_end" (
	"grant_id" uuid PRIMARY KEY NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "licence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"jurisdiction" text NOT NULL,
	"number" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"outcome" text NOT NULL,
	"source" text NOT NULL,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "licence_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "licence_outcome" CHECK ("licence"."outcome" in ('verified', 'unreadable')),
	CONSTRAINT "licence_period" CHECK ("licence"."starts_at" < "licence"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "mail_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "organisation_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "password" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"release" text NOT NULL,
	"time_zone" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "programme_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"authority" text NOT NULL,
	"number" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "registration_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "registration_authority" CHECK ("registration"."authority" ~ '^[A-Z][A-Z0-9-]{1,15}$'),
	CONSTRAINT "registration_number" CHECK ("registration"."number" ~ '^[A-Za-z0-9./-]{1,32}$'),
	CONSTRAINT "registration_period" CHECK ("registration"."starts_at" < "registration"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" uuid,
	"granted_by" uuid,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "role_grant_role" CHECK ("role_grant"."role" in ('fellow', 'assessor', 'committee_member', 'programme_director', 'ecmo_director', 'mcs_director', 'registrar', 'unit_lead', 'auditor', 'administrator')),
	CONSTRAINT "role_grant_scope_kind" CHECK ("role_grant"."scope_kind" in ('everywhere', 'organisation', 'programme', 'unit')),
	CONSTRAINT "role_grant_scope" CHECK (("role_grant"."scope_kind" = 'everywhere') = ("role_grant"."scope_id" is null)),
	CONSTRAINT "role_grant_period" CHECK ("role_grant"."starts_at" < "role_grant"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "narrative" (
	"id" uuid PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "appointment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid,
	"programme_id" uuid,
	"post" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"appointed_by" uuid,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "appointment_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "appointment_place" CHECK (("appointment"."unit_id" is null) <> ("appointment"."programme_id" is null)),
	CONSTRAINT "appointment_period" CHECK ("appointment"."starts_at" < "appointment"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"registration" text,
	"name_text" text,
	"role" text NOT NULL,
	"presence" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"response_minutes" integer NOT NULL,
	"assignment" text,
	"contact" text,
	"reference" text,
	CONSTRAINT "assignment_role" CHECK ("assignment"."role" in ('attending', 'fellow', 'resident', 'interventionist', 'surgeon', 'anaesthetist', 'intensivist', 'heart_failure', 'electrophysiologist', 'perfusionist', 'cannulator', 'shock_team', 'not_counted')),
	CONSTRAINT "assignment_presence" CHECK ("assignment"."presence" in ('on_site', 'on_call', 'remote')),
	CONSTRAINT "assignment_named" CHECK ("assignment"."registration" is not null or "assignment"."name_text" is not null),
	CONSTRAINT "assignment_bounded" CHECK ("assignment"."ends_at" is not null),
	CONSTRAINT "assignment_at_most_8_days" CHECK ("assignment"."ends_at" - "assignment"."starts_at" <= interval '192 hours'),
	CONSTRAINT "assignment_on_site_is_there" CHECK ("assignment"."presence" <> 'on_site' or "assignment"."response_minutes" = 0),
	CONSTRAINT "assignment_response" CHECK ("assignment"."response_minutes" between 0 and 1440)
);
--> statement-breakpoint
CREATE TABLE "feed_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"source" text NOT NULL,
	"outcome" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "feed_check_outcome" CHECK ("feed_check"."outcome" in ('confirmed', 'unreadable', 'held'))
);
--> statement-breakpoint
CREATE TABLE "local_privilege" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"code" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"granted_by" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "local_privilege_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "local_privilege_period" CHECK ("local_privilege"."starts_at" < "local_privilege"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "roster_publication" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"plan_hash" text NOT NULL,
	"reason" text,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "roster_publication_kind" CHECK ("roster_publication"."kind" in ('pulled', 'pushed', 'uploaded')),
	CONSTRAINT "roster_publication_ends" CHECK ("roster_publication"."ends_at" is not null),
	CONSTRAINT "roster_publication_period" CHECK ("roster_publication"."starts_at" < "roster_publication"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"site" text NOT NULL,
	"region" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"time_zone" text NOT NULL,
	"contact" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "unit_code_unique" UNIQUE("code"),
	CONSTRAINT "unit_code" CHECK ("unit"."code" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "unit_profile" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"tier" text NOT NULL,
	"services" text[] NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "unit_profile_tier" CHECK ("unit_profile"."tier" in ('none', 'basic', 'intermediate', 'advanced'))
);
--> statement-breakpoint
CREATE TABLE "unit_setting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"reason" text,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "co_signature" (
	"sign_off_id" uuid NOT NULL,
	"signer_id" uuid NOT NULL,
	"signer_name" text NOT NULL,
	"signer_role" text NOT NULL,
	"meaning" text NOT NULL,
	"evidence_digest" text NOT NULL,
	"reauthentication" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "co_signature_sign_off_id_signer_role_pk" PRIMARY KEY("sign_off_id","signer_role")
);
--> statement-breakpoint
CREATE TABLE "committee_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"fellowship_id" uuid,
	"pathway_id" uuid,
	"credential_code" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"evidence_digest" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "committee_review_route" CHECK (("committee_review"."fellowship_id" is null) <> ("committee_review"."pathway_id" is null))
);
--> statement-breakpoint
CREATE TABLE "committee_vote" (
	"review_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"vote" text NOT NULL,
	"conflict_of_interest" boolean NOT NULL,
	"narrative_id" uuid,
	"narrative_digest" text,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "committee_vote_review_id_member_id_pk" PRIMARY KEY("review_id","member_id"),
	CONSTRAINT "committee_vote_word" CHECK ("committee_vote"."vote" in ('recommend', 'not_yet', 'abstain')),
	CONSTRAINT "committee_vote_conflict_abstains" CHECK (not "committee_vote"."conflict_of_interest" or "committee_vote"."vote" = 'abstain')
);
--> statement-breakpoint
CREATE TABLE "entrustment_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"epa" text NOT NULL,
	"level" smallint NOT NULL,
	"decided_by" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "entrustment_decision_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "entrustment_decision_level" CHECK ("entrustment_decision"."level" between 1 and 5),
	CONSTRAINT "entrustment_decision_not_of_self" CHECK ("entrustment_decision"."person_id" <> "entrustment_decision"."decided_by"),
	CONSTRAINT "entrustment_decision_period" CHECK ("entrustment_decision"."starts_at" < "entrustment_decision"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "pathway_case_count" (
	"pathway_id" uuid NOT NULL,
	"competency" text NOT NULL,
	"cases" integer NOT NULL,
	CONSTRAINT "pathway_case_count_pathway_id_competency_pk" PRIMARY KEY("pathway_id","competency")
);
--> statement-breakpoint
CREATE TABLE "pathway_observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pathway_id" uuid NOT NULL,
	"assessor_name" text NOT NULL,
	"institution" text NOT NULL,
	"competency" text NOT NULL,
	"level" smallint NOT NULL,
	"observed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "practice_pathway" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"credential_code" text NOT NULL,
	"practice_years" smallint NOT NULL,
	"unit_head" text NOT NULL,
	"unit_head_letter_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_off" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"credential_code" text NOT NULL,
	"release" text NOT NULL,
	"route" text NOT NULL,
	"decision" text NOT NULL,
	"signer_id" uuid NOT NULL,
	"signer_name" text NOT NULL,
	"signer_role" text NOT NULL,
	"meaning" text NOT NULL,
	"reason" text,
	"evidence" text NOT NULL,
	"evidence_digest" text NOT NULL,
	"reauthentication" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "sign_off_decision" CHECK ("sign_off"."decision" in ('approved', 'refused')),
	CONSTRAINT "sign_off_route" CHECK ("sign_off"."route" in ('training', 'practice')),
	CONSTRAINT "sign_off_not_of_self" CHECK ("sign_off"."person_id" <> "sign_off"."signer_id"),
	CONSTRAINT "sign_off_refusal_has_reason" CHECK ("sign_off"."decision" = 'approved' or length("sign_off"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "sign_off_withdrawal" (
	"sign_off_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessor_appointment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"subjects" text[] NOT NULL,
	"first_signer_id" uuid NOT NULL,
	"second_signer_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "assessor_appointment_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "assessor_appointment_two_signers" CHECK ("assessor_appointment"."first_signer_id" <> "assessor_appointment"."second_signer_id"),
	CONSTRAINT "assessor_appointment_expires" CHECK ("assessor_appointment"."ends_at" is not null),
	CONSTRAINT "assessor_appointment_period" CHECK ("assessor_appointment"."starts_at" < "assessor_appointment"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "case_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"activity" text NOT NULL,
	"role" text NOT NULL,
	"setting" text NOT NULL,
	"performed_at" timestamp (3) with time zone NOT NULL,
	"at_night" boolean NOT NULL,
	"on_weekend" boolean NOT NULL,
	"supervisor_id" uuid,
	"devices" text[] NOT NULL,
	"access" text[] NOT NULL,
	"contexts" text[] NOT NULL,
	"simulated" boolean NOT NULL,
	"scenario" text,
	"hours" double precision,
	"scai_stage" text,
	"complication_grade" text NOT NULL,
	"complications" text[] NOT NULL,
	"supersedes" uuid,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "case_entry_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "case_entry_role" CHECK ("case_entry"."role" in ('primary', 'supervised_primary', 'assistant', 'supervisor', 'observer')),
	CONSTRAINT "case_entry_scai" CHECK ("case_entry"."scai_stage" in ('A', 'B', 'C', 'D', 'E')),
	CONSTRAINT "case_entry_complication" CHECK ("case_entry"."complication_grade" in ('none', 'low', 'medium', 'high')),
	CONSTRAINT "case_entry_supervised_by_another" CHECK ("case_entry"."fellow_id" <> "case_entry"."supervisor_id"),
	CONSTRAINT "case_entry_hours" CHECK ("case_entry"."hours" > 0 and "case_entry"."hours" <= 24)
);
--> statement-breakpoint
CREATE TABLE "case_verification" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"verified_by" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "case_verification_outcome" CHECK ("case_verification"."outcome" in ('confirmed', 'declined')),
	CONSTRAINT "case_verification_reason" CHECK ("case_verification"."outcome" = 'confirmed' or length("case_verification"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "case_withdrawal" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complication_review" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"outcome" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fellowship" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellow_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"release" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "fellowship_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "fellowship_period" CHECK ("fellowship"."starts_at" < "fellowship"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"assessor_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"subject_code" text NOT NULL,
	"level" smallint NOT NULL,
	"observed_at" timestamp (3) with time zone NOT NULL,
	"raters" smallint,
	"entitlement" text NOT NULL,
	"case_id" uuid,
	"request_id" uuid,
	"narrative_id" uuid,
	"narrative_digest" text,
	"supersedes" uuid,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "observation_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "observation_level_on_scale" CHECK ("observation"."level" between 1 and 5),
	CONSTRAINT "observation_tool" CHECK ("observation"."tool" in ('DOPS', 'MINI_CEX', 'CBD', 'ACAT', 'MSF', 'SIM_OSCE', 'EXAM', 'AUDIT')),
	CONSTRAINT "observation_not_of_self" CHECK ("observation"."fellow_id" <> "observation"."assessor_id")
);
--> statement-breakpoint
CREATE TABLE "observation_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"assessor_id" uuid NOT NULL,
	"tool" text NOT NULL,
	"subject_code" text NOT NULL,
	"case_id" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"hours" double precision,
	"verified_by" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "training_record_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "training_record_kind" CHECK ("training_record"."kind" in ('certificate', 'exam', 'assessor_training')),
	CONSTRAINT "training_record_not_by_self" CHECK ("training_record"."person_id" <> "training_record"."verified_by")
);
--> statement-breakpoint
ALTER TABLE "hub_agreement" ADD CONSTRAINT "hub_agreement_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_agreement" ADD CONSTRAINT "hub_agreement_hub_unit_id_unit_id_fk" FOREIGN KEY ("hub_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hub_agreement" ADD CONSTRAINT "hub_agreement_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_doctor_id_person_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set_adoption" ADD CONSTRAINT "rule_set_adoption_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set_adoption" ADD CONSTRAINT "rule_set_adoption_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_state" ADD CONSTRAINT "unit_state_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_state" ADD CONSTRAINT "unit_state_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_sign_off_id_sign_off_id_fk" FOREIGN KEY ("sign_off_id") REFERENCES "public"."sign_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_event" ADD CONSTRAINT "credential_event_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_event" ADD CONSTRAINT "credential_event_proposal_id_revocation_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."revocation_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_event" ADD CONSTRAINT "credential_event_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_proof" ADD CONSTRAINT "credential_proof_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_proof" ADD CONSTRAINT "credential_proof_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_credential" ADD CONSTRAINT "external_credential_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_credential" ADD CONSTRAINT "external_credential_verified_by_person_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_credential" ADD CONSTRAINT "external_credential_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_dismissal" ADD CONSTRAINT "revocation_dismissal_proposal_id_revocation_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."revocation_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_dismissal" ADD CONSTRAINT "revocation_dismissal_dismissed_by_person_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_dismissal" ADD CONSTRAINT "revocation_dismissal_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_proposal" ADD CONSTRAINT "revocation_proposal_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_proposal" ADD CONSTRAINT "revocation_proposal_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revocation_proposal" ADD CONSTRAINT "revocation_proposal_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_end" ADD CONSTRAINT "grant_end_grant_id_role_grant_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."role_grant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grant_end" ADD CONSTRAINT "grant_end_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence" ADD CONSTRAINT "licence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence" ADD CONSTRAINT "licence_checked_by_person_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence" ADD CONSTRAINT "licence_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password" ADD CONSTRAINT "password_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme" ADD CONSTRAINT "programme_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_appointed_by_person_id_fk" FOREIGN KEY ("appointed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_publication_id_roster_publication_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."roster_publication"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_check" ADD CONSTRAINT "feed_check_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_check" ADD CONSTRAINT "feed_check_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_privilege" ADD CONSTRAINT "local_privilege_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_privilege" ADD CONSTRAINT "local_privilege_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_privilege" ADD CONSTRAINT "local_privilege_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "local_privilege" ADD CONSTRAINT "local_privilege_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_publication" ADD CONSTRAINT "roster_publication_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_publication" ADD CONSTRAINT "roster_publication_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_profile" ADD CONSTRAINT "unit_profile_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_profile" ADD CONSTRAINT "unit_profile_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_setting" ADD CONSTRAINT "unit_setting_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_setting" ADD CONSTRAINT "unit_setting_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "co_signature" ADD CONSTRAINT "co_signature_sign_off_id_sign_off_id_fk" FOREIGN KEY ("sign_off_id") REFERENCES "public"."sign_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "co_signature" ADD CONSTRAINT "co_signature_signer_id_person_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "co_signature" ADD CONSTRAINT "co_signature_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_pathway_id_practice_pathway_id_fk" FOREIGN KEY ("pathway_id") REFERENCES "public"."practice_pathway"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_vote" ADD CONSTRAINT "committee_vote_review_id_committee_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."committee_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_vote" ADD CONSTRAINT "committee_vote_member_id_person_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_vote" ADD CONSTRAINT "committee_vote_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_vote" ADD CONSTRAINT "committee_vote_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD CONSTRAINT "entrustment_decision_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD CONSTRAINT "entrustment_decision_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD CONSTRAINT "entrustment_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD CONSTRAINT "entrustment_decision_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathway_case_count" ADD CONSTRAINT "pathway_case_count_pathway_id_practice_pathway_id_fk" FOREIGN KEY ("pathway_id") REFERENCES "public"."practice_pathway"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pathway_observation" ADD CONSTRAINT "pathway_observation_pathway_id_practice_pathway_id_fk" FOREIGN KEY ("pathway_id") REFERENCES "public"."practice_pathway"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_pathway" ADD CONSTRAINT "practice_pathway_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_pathway" ADD CONSTRAINT "practice_pathway_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_pathway" ADD CONSTRAINT "practice_pathway_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_review_id_committee_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."committee_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_signer_id_person_id_fk" FOREIGN KEY ("signer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off_withdrawal" ADD CONSTRAINT "sign_off_withdrawal_sign_off_id_sign_off_id_fk" FOREIGN KEY ("sign_off_id") REFERENCES "public"."sign_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off_withdrawal" ADD CONSTRAINT "sign_off_withdrawal_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessor_appointment" ADD CONSTRAINT "assessor_appointment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessor_appointment" ADD CONSTRAINT "assessor_appointment_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessor_appointment" ADD CONSTRAINT "assessor_appointment_first_signer_id_person_id_fk" FOREIGN KEY ("first_signer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessor_appointment" ADD CONSTRAINT "assessor_appointment_second_signer_id_person_id_fk" FOREIGN KEY ("second_signer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessor_appointment" ADD CONSTRAINT "assessor_appointment_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_supervisor_id_person_id_fk" FOREIGN KEY ("supervisor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_verification" ADD CONSTRAINT "case_verification_case_id_case_entry_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_verification" ADD CONSTRAINT "case_verification_verified_by_person_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_verification" ADD CONSTRAINT "case_verification_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_withdrawal" ADD CONSTRAINT "case_withdrawal_case_id_case_entry_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_withdrawal" ADD CONSTRAINT "case_withdrawal_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complication_review" ADD CONSTRAINT "complication_review_case_id_case_entry_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complication_review" ADD CONSTRAINT "complication_review_reviewed_by_person_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complication_review" ADD CONSTRAINT "complication_review_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship" ADD CONSTRAINT "fellowship_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship" ADD CONSTRAINT "fellowship_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship" ADD CONSTRAINT "fellowship_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_assessor_id_person_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_case_id_case_entry_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_request_id_observation_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."observation_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_request" ADD CONSTRAINT "observation_request_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_request" ADD CONSTRAINT "observation_request_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_request" ADD CONSTRAINT "observation_request_assessor_id_person_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_request" ADD CONSTRAINT "observation_request_case_id_case_entry_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_request" ADD CONSTRAINT "observation_request_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_record" ADD CONSTRAINT "training_record_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_record" ADD CONSTRAINT "training_record_verified_by_person_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_record" ADD CONSTRAINT "training_record_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hub_agreement_by_unit" ON "hub_agreement" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "override_by_unit" ON "override" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "rule_set_adoption_by_unit" ON "rule_set_adoption" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_state_by_unit" ON "unit_state" USING btree ("unit_id","entry_seq");--> statement-breakpoint
CREATE INDEX "credential_by_person" ON "credential" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "credential_event_by_credential" ON "credential_event" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "external_credential_by_person" ON "external_credential" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "access_log_by_subject" ON "access_log" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "licence_by_person" ON "licence" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rate_limit_key" ON "rate_limit" USING btree ("key","window_start");--> statement-breakpoint
CREATE INDEX "registration_by_number" ON "registration" USING btree ("authority","number");--> statement-breakpoint
CREATE INDEX "registration_by_person" ON "registration" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_grant_by_person" ON "role_grant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_by_person" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "appointment_by_unit" ON "appointment" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "assignment_by_unit" ON "assignment" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "assignment_by_publication" ON "assignment" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "assignment_by_registration" ON "assignment" USING btree ("registration","starts_at");--> statement-breakpoint
CREATE INDEX "assignment_by_start" ON "assignment" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "feed_check_by_unit" ON "feed_check" USING btree ("unit_id","entry_seq");--> statement-breakpoint
CREATE INDEX "local_privilege_by_person" ON "local_privilege" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "local_privilege_by_unit" ON "local_privilege" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "roster_publication_by_unit" ON "roster_publication" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "unit_profile_by_unit" ON "unit_profile" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_setting_by_unit" ON "unit_setting" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "committee_review_by_person" ON "committee_review" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "committee_review_by_programme" ON "committee_review" USING btree ("programme_id");--> statement-breakpoint
CREATE INDEX "entrustment_decision_by_person" ON "entrustment_decision" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "pathway_observation_by_pathway" ON "pathway_observation" USING btree ("pathway_id");--> statement-breakpoint
CREATE INDEX "practice_pathway_by_person" ON "practice_pathway" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_off_by_person" ON "sign_off" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_off_once_per_review" ON "sign_off" USING btree ("review_id");--> statement-breakpoint
CREATE INDEX "assessor_appointment_by_person" ON "assessor_appointment" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "case_entry_by_fellow" ON "case_entry" USING btree ("fellow_id","performed_at");--> statement-breakpoint
CREATE INDEX "case_entry_by_supervisor" ON "case_entry" USING btree ("supervisor_id");--> statement-breakpoint
CREATE INDEX "fellowship_by_fellow" ON "fellowship" USING btree ("fellow_id");--> statement-breakpoint
CREATE INDEX "fellowship_by_programme" ON "fellowship" USING btree ("programme_id");--> statement-breakpoint
CREATE INDEX "observation_by_fellow" ON "observation" USING btree ("fellow_id","subject_code","observed_at");--> statement-breakpoint
CREATE INDEX "observation_by_assessor" ON "observation" USING btree ("assessor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "observation_answers_request_once" ON "observation" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "observation_request_by_assessor" ON "observation_request" USING btree ("assessor_id");--> statement-breakpoint
CREATE INDEX "training_record_by_person" ON "training_record" USING btree ("person_id");