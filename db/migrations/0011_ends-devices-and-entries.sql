CREATE TABLE "activation_device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "activation_device_supersedes_unique" UNIQUE("supersedes")
);
--> statement-breakpoint
CREATE TABLE "override_end" (
	"id" uuid PRIMARY KEY NOT NULL,
	"override_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"ended_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "override_end_override_id_unique" UNIQUE("override_id")
);
--> statement-breakpoint
ALTER TABLE "activation_device" ADD CONSTRAINT "activation_device_activation_id_activation_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_device" ADD CONSTRAINT "activation_device_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_device" ADD CONSTRAINT "activation_device_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_end" ADD CONSTRAINT "override_end_override_id_override_id_fk" FOREIGN KEY ("override_id") REFERENCES "public"."override"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_end" ADD CONSTRAINT "override_end_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_end" ADD CONSTRAINT "override_end_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_end" ADD CONSTRAINT "override_end_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activation_device_by_activation" ON "activation_device" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "override_end_by_unit" ON "override_end" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "override_end_by_entry" ON "override_end" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "hub_agreement_by_entry" ON "hub_agreement" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "override_by_entry" ON "override" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "rule_set_adoption_by_entry" ON "rule_set_adoption" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "unit_state_by_entry" ON "unit_state" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "credential_by_entry" ON "credential" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "credential_event_by_entry" ON "credential_event" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "external_credential_by_entry" ON "external_credential" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "licence_by_entry" ON "licence" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "registration_by_entry" ON "registration" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "appointment_by_entry" ON "appointment" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "feed_check_by_entry" ON "feed_check" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "local_privilege_by_entry" ON "local_privilege" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "roster_publication_by_entry" ON "roster_publication" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "unit_profile_by_entry" ON "unit_profile" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "unit_setting_by_entry" ON "unit_setting" USING btree ("entry_seq");--> statement-breakpoint
CREATE INDEX "entrustment_decision_by_entry" ON "entrustment_decision" USING btree ("entry_seq");
--> statement-breakpoint
GRANT SELECT, INSERT ON
  "override_end",
  "activation_device"
TO systole_app;
--> statement-breakpoint
-- The same rule in another order: time parts a publication's rows far better than the publication itself,
-- which they all share, so that the index takes a row at half the cost.
ALTER TABLE assignment DROP CONSTRAINT assignment_not_twice_at_once;
--> statement-breakpoint
ALTER TABLE assignment ADD CONSTRAINT assignment_not_twice_at_once EXCLUDE USING gist (
  during WITH &&,
  (coalesce(registration, name_text)) WITH =,
  publication_id WITH =,
  role WITH =,
  presence WITH =,
  (coalesce(assignment, '')) WITH =
);
