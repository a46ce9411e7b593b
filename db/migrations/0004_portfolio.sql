CREATE TABLE "assessment_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"channel" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"holder_hash" text,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "assessment_link_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "assessment_link_holder_hash_unique" UNIQUE("holder_hash"),
	CONSTRAINT "assessment_link_channel" CHECK ("assessment_link"."channel" in ('mail', 'qr'))
);
--> statement-breakpoint
CREATE TABLE "digest_sent" (
	"person_id" uuid NOT NULL,
	"week" text NOT NULL,
	CONSTRAINT "digest_sent_person_id_week_pk" PRIMARY KEY("person_id","week")
);
--> statement-breakpoint
CREATE TABLE "feedback_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"round_id" uuid NOT NULL,
	"email" text,
	"token_hash" text NOT NULL,
	"is_used" boolean DEFAULT false NOT NULL,
	CONSTRAINT "feedback_invitation_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "feedback_response" (
	"id" uuid PRIMARY KEY NOT NULL,
	"round_id" uuid NOT NULL,
	"rater_group" text NOT NULL,
	"levels" jsonb NOT NULL,
	"narrative_id" uuid,
	"narrative_digest" text,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_round" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"subject_code" text NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request_decline" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "self_assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"subject_code" text NOT NULL,
	"level" smallint NOT NULL,
	"narrative_id" uuid,
	"narrative_digest" text,
	"assessed_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "self_assessment_level" CHECK ("self_assessment"."level" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "committee_meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"held_at" timestamp (3) with time zone NOT NULL,
	"agenda" uuid[] NOT NULL,
	"called_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_attendance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_present" boolean NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_conflict" (
	"meeting_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "meeting_conflict_meeting_id_member_id_fellowship_id_pk" PRIMARY KEY("meeting_id","member_id","fellowship_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_finding" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"recommendation" text NOT NULL,
	"narrative_id" uuid,
	"narrative_digest" text,
	"dissenters" uuid[] NOT NULL,
	"dissent_narrative_id" uuid,
	"dissent_digest" text,
	"half_year" text NOT NULL,
	"milestones" jsonb NOT NULL,
	"recorded_by" uuid NOT NULL,
	"supersedes" uuid,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "meeting_finding_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "meeting_finding_recommendation" CHECK ("meeting_finding"."recommendation" in ('on_track', 'attention', 'at_risk', 'ready')),
	CONSTRAINT "meeting_finding_not_of_self" CHECK ("meeting_finding"."fellow_id" <> "meeting_finding"."recorded_by")
);
--> statement-breakpoint
CREATE TABLE "meeting_minutes" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"digest" text NOT NULL,
	"meaning" text NOT NULL,
	"signed_by" uuid NOT NULL,
	"printed_name" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_head" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_mapping" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme_policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"policy" jsonb NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "release_adoption" (
	"id" uuid PRIMARY KEY NOT NULL,
	"programme_id" uuid NOT NULL,
	"release" text NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"person_id" uuid NOT NULL,
	"view" text NOT NULL,
	"query" text NOT NULL,
	CONSTRAINT "saved_view_person_id_view_pk" PRIMARY KEY("person_id","view")
);
--> statement-breakpoint
CREATE TABLE "fellowship_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"release" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observation_withdrawal" (
	"observation_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "working_time" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fellowship_id" uuid NOT NULL,
	"fellow_id" uuid NOT NULL,
	"percent" smallint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "working_time_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "working_time_percent" CHECK ("working_time"."percent" between 0 and 99),
	CONSTRAINT "working_time_ends" CHECK ("working_time"."ends_at" is not null),
	CONSTRAINT "working_time_period" CHECK ("working_time"."starts_at" < "working_time"."ends_at")
);
--> statement-breakpoint
ALTER TABLE "training_record" DROP CONSTRAINT "training_record_kind";--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD COLUMN "meeting_id" uuid;--> statement-breakpoint
ALTER TABLE "case_entry" ADD COLUMN "date_precision" text DEFAULT 'minute' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_entry" ADD COLUMN "provenance" text DEFAULT 'logged' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_entry" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "case_entry" ADD COLUMN "correction_reason" text;--> statement-breakpoint
ALTER TABLE "observation" ADD COLUMN "assurance" text DEFAULT 'account' NOT NULL;--> statement-breakpoint
ALTER TABLE "observation" ADD COLUMN "correction_reason" text;--> statement-breakpoint
ALTER TABLE "assessment_link" ADD CONSTRAINT "assessment_link_request_id_observation_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."observation_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_sent" ADD CONSTRAINT "digest_sent_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_invitation" ADD CONSTRAINT "feedback_invitation_round_id_feedback_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."feedback_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_response" ADD CONSTRAINT "feedback_response_round_id_feedback_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."feedback_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_response" ADD CONSTRAINT "feedback_response_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_response" ADD CONSTRAINT "feedback_response_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_round" ADD CONSTRAINT "feedback_round_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_round" ADD CONSTRAINT "feedback_round_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_round" ADD CONSTRAINT "feedback_round_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_decline" ADD CONSTRAINT "request_decline_request_id_observation_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."observation_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_decline" ADD CONSTRAINT "request_decline_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_meeting" ADD CONSTRAINT "committee_meeting_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_meeting" ADD CONSTRAINT "committee_meeting_called_by_person_id_fk" FOREIGN KEY ("called_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_meeting" ADD CONSTRAINT "committee_meeting_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_meeting_id_committee_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."committee_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_member_id_person_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_conflict" ADD CONSTRAINT "meeting_conflict_meeting_id_committee_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."committee_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_conflict" ADD CONSTRAINT "meeting_conflict_member_id_person_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_conflict" ADD CONSTRAINT "meeting_conflict_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_conflict" ADD CONSTRAINT "meeting_conflict_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_meeting_id_committee_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."committee_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_dissent_narrative_id_narrative_id_fk" FOREIGN KEY ("dissent_narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_finding" ADD CONSTRAINT "meeting_finding_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_minutes" ADD CONSTRAINT "meeting_minutes_meeting_id_committee_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."committee_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_minutes" ADD CONSTRAINT "meeting_minutes_signed_by_person_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_minutes" ADD CONSTRAINT "meeting_minutes_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_policy" ADD CONSTRAINT "programme_policy_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_policy" ADD CONSTRAINT "programme_policy_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_adoption" ADD CONSTRAINT "release_adoption_programme_id_programme_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programme"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_adoption" ADD CONSTRAINT "release_adoption_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship_change" ADD CONSTRAINT "fellowship_change_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship_change" ADD CONSTRAINT "fellowship_change_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fellowship_change" ADD CONSTRAINT "fellowship_change_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_withdrawal" ADD CONSTRAINT "observation_withdrawal_observation_id_observation_id_fk" FOREIGN KEY ("observation_id") REFERENCES "public"."observation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation_withdrawal" ADD CONSTRAINT "observation_withdrawal_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_time" ADD CONSTRAINT "working_time_fellowship_id_fellowship_id_fk" FOREIGN KEY ("fellowship_id") REFERENCES "public"."fellowship"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_time" ADD CONSTRAINT "working_time_fellow_id_person_id_fk" FOREIGN KEY ("fellow_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_time" ADD CONSTRAINT "working_time_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_link_by_request" ON "assessment_link" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "feedback_invitation_by_round" ON "feedback_invitation" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "feedback_response_by_round" ON "feedback_response" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "feedback_round_by_fellow" ON "feedback_round" USING btree ("fellow_id");--> statement-breakpoint
CREATE INDEX "self_assessment_by_fellow" ON "self_assessment" USING btree ("fellow_id","subject_code");--> statement-breakpoint
CREATE INDEX "committee_meeting_by_programme" ON "committee_meeting" USING btree ("programme_id","held_at");--> statement-breakpoint
CREATE INDEX "meeting_attendance_by_meeting" ON "meeting_attendance" USING btree ("meeting_id","entry_seq");--> statement-breakpoint
CREATE INDEX "meeting_finding_by_meeting" ON "meeting_finding" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "meeting_finding_by_fellow" ON "meeting_finding" USING btree ("fellow_id");--> statement-breakpoint
CREATE INDEX "programme_policy_by_programme" ON "programme_policy" USING btree ("programme_id","effective_at");--> statement-breakpoint
CREATE INDEX "release_adoption_by_programme" ON "release_adoption" USING btree ("programme_id","effective_at");--> statement-breakpoint
CREATE INDEX "fellowship_change_by_fellowship" ON "fellowship_change" USING btree ("fellowship_id","entry_seq");--> statement-breakpoint
CREATE INDEX "working_time_by_fellow" ON "working_time" USING btree ("fellow_id");--> statement-breakpoint
ALTER TABLE "entrustment_decision" ADD CONSTRAINT "entrustment_decision_meeting_id_committee_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."committee_meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_precision" CHECK ("case_entry"."date_precision" in ('minute', 'day', 'month'));--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_provenance" CHECK ("case_entry"."provenance" in ('logged', 'imported'));--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_correction_says_why" CHECK (("case_entry"."supersedes" is null) = ("case_entry"."correction_reason" is null));--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_assurance" CHECK ("observation"."assurance" in ('account', 'verified_mail', 'in_person'));--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_correction_says_why" CHECK (("observation"."supersedes" is null) = ("observation"."correction_reason" is null));--> statement-breakpoint
ALTER TABLE "training_record" ADD CONSTRAINT "training_record_kind" CHECK ("training_record"."kind" in ('certificate', 'exam', 'audit', 'assessor_training'));