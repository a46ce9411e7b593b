CREATE TABLE "dispute_answer" (
	"dispute_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"answer" text NOT NULL,
	"answered_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_rotation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"retired_keys" text[] NOT NULL,
	"new_keys" text[] NOT NULL,
	"proposed_by" uuid NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "key_rotation_two" CHECK ("key_rotation"."proposed_by" <> "key_rotation"."confirmed_by")
);
--> statement-breakpoint
CREATE TABLE "maintenance_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"activity" text NOT NULL,
	"role" text NOT NULL,
	"performed_at" timestamp (3) with time zone NOT NULL,
	"simulated" boolean NOT NULL,
	"scenario" text,
	"proctored" boolean NOT NULL,
	"confirmer_id" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "maintenance_case_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "maintenance_case_not_by_self" CHECK ("maintenance_case"."person_id" <> "maintenance_case"."confirmer_id")
);
--> statement-breakpoint
CREATE TABLE "maintenance_confirmation" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "maintenance_confirmation_outcome" CHECK ("maintenance_confirmation"."outcome" in ('confirmed', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "standing_dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"about_id" uuid NOT NULL,
	"narrative_id" uuid,
	"narrative_digest" text,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"credential_code" text NOT NULL,
	"stated_by" uuid NOT NULL,
	"open_restriction" boolean NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "unit_statement_not_by_self" CHECK ("unit_statement"."person_id" <> "unit_statement"."stated_by")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey_ceremony" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"purpose" text NOT NULL,
	"challenge" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exception_approval" (
	"exception_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"reauthentication" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reauthentication" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"about" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "reauthentication_method" CHECK ("reauthentication"."method" in ('password', 'passkey')),
	CONSTRAINT "reauthentication_outcome" CHECK ("reauthentication"."outcome" in ('proven', 'not_proven', 'wrong_person', 'signed_out'))
);
--> statement-breakpoint
CREATE TABLE "requirement_exception" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"line" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "committee_review" DROP CONSTRAINT "committee_review_route";--> statement-breakpoint
ALTER TABLE "sign_off" DROP CONSTRAINT "sign_off_route";--> statement-breakpoint
ALTER TABLE "committee_review" ADD COLUMN "renewal_of" uuid;--> statement-breakpoint
ALTER TABLE "dispute_answer" ADD CONSTRAINT "dispute_answer_dispute_id_standing_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."standing_dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_answer" ADD CONSTRAINT "dispute_answer_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_answer" ADD CONSTRAINT "dispute_answer_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_rotation" ADD CONSTRAINT "key_rotation_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_rotation" ADD CONSTRAINT "key_rotation_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_rotation" ADD CONSTRAINT "key_rotation_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_case" ADD CONSTRAINT "maintenance_case_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_case" ADD CONSTRAINT "maintenance_case_confirmer_id_person_id_fk" FOREIGN KEY ("confirmer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_case" ADD CONSTRAINT "maintenance_case_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_confirmation" ADD CONSTRAINT "maintenance_confirmation_case_id_maintenance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."maintenance_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance_confirmation" ADD CONSTRAINT "maintenance_confirmation_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_dispute" ADD CONSTRAINT "standing_dispute_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_dispute" ADD CONSTRAINT "standing_dispute_narrative_id_narrative_id_fk" FOREIGN KEY ("narrative_id") REFERENCES "public"."narrative"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_dispute" ADD CONSTRAINT "standing_dispute_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_statement" ADD CONSTRAINT "unit_statement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_statement" ADD CONSTRAINT "unit_statement_stated_by_person_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_statement" ADD CONSTRAINT "unit_statement_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_ceremony" ADD CONSTRAINT "passkey_ceremony_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_approval" ADD CONSTRAINT "exception_approval_exception_id_requirement_exception_id_fk" FOREIGN KEY ("exception_id") REFERENCES "public"."requirement_exception"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_approval" ADD CONSTRAINT "exception_approval_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exception_approval" ADD CONSTRAINT "exception_approval_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reauthentication" ADD CONSTRAINT "reauthentication_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reauthentication" ADD CONSTRAINT "reauthentication_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_exception" ADD CONSTRAINT "requirement_exception_review_id_committee_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."committee_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_exception" ADD CONSTRAINT "requirement_exception_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_exception" ADD CONSTRAINT "requirement_exception_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "maintenance_case_by_person" ON "maintenance_case" USING btree ("person_id","performed_at");--> statement-breakpoint
CREATE INDEX "maintenance_case_by_confirmer" ON "maintenance_case" USING btree ("confirmer_id");--> statement-breakpoint
CREATE INDEX "standing_dispute_by_person" ON "standing_dispute" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "unit_statement_by_person" ON "unit_statement" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "passkey_by_person" ON "passkey" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reauthentication_by_person" ON "reauthentication" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "requirement_exception_once" ON "requirement_exception" USING btree ("review_id","line");--> statement-breakpoint
ALTER TABLE "committee_review" ADD CONSTRAINT "committee_review_route" CHECK (num_nonnulls("committee_review"."fellowship_id", "committee_review"."pathway_id", "committee_review"."renewal_of") = 1);--> statement-breakpoint
ALTER TABLE "sign_off" ADD CONSTRAINT "sign_off_route" CHECK ("sign_off"."route" in ('training', 'practice', 'renewal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON
  "requirement_exception",
  "exception_approval",
  "reauthentication",
  "maintenance_case",
  "maintenance_confirmation",
  "unit_statement",
  "standing_dispute",
  "dispute_answer",
  "key_rotation"
TO systole_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "passkey", "passkey_ceremony" TO systole_app;
