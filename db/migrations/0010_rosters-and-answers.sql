CREATE TABLE "activation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"activated_at" timestamp (3) with time zone NOT NULL,
	"scai_stage" text NOT NULL,
	"mcs" text NOT NULL,
	"devices" text[] NOT NULL,
	"unloading_plan" boolean,
	"exit_strategy" boolean,
	"emergency" boolean NOT NULL,
	"answer" jsonb NOT NULL,
	"recorded_by" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"reason" text,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "activation_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "activation_scai" CHECK ("activation"."scai_stage" in ('A', 'B', 'C', 'D', 'E')),
	CONSTRAINT "activation_mcs" CHECK ("activation"."mcs" in ('none', 'considered', 'started'))
);
--> statement-breakpoint
CREATE TABLE "activation_response" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"seat" text NOT NULL,
	"person_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"supersedes" uuid,
	"voided" boolean DEFAULT false NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "activation_response_supersedes_unique" UNIQUE("supersedes"),
	CONSTRAINT "activation_response_mode" CHECK ("activation_response"."mode" in ('call', 'bedside'))
);
--> statement-breakpoint
CREATE TABLE "activation_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activation_id" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"outcome" text NOT NULL,
	"words" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "activation_review_outcome" CHECK ("activation_review"."outcome" in ('agreed', 'learning_point'))
);
--> statement-breakpoint
CREATE TABLE "board_device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"paired_at" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	CONSTRAINT "board_device_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "gap_alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"stage" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "gap_alert_stage" CHECK ("gap_alert"."stage" in ('30d', '72h', '24h', '2h'))
);
--> statement-breakpoint
CREATE TABLE "gap_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"during" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
	"decision" text NOT NULL,
	"words" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "gap_decision_period" CHECK ("gap_decision"."starts_at" < "gap_decision"."ends_at")
);
--> statement-breakpoint
CREATE TABLE "override_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"override_id" uuid NOT NULL,
	"reviewed_by" uuid NOT NULL,
	"outcome" text NOT NULL,
	"words" text NOT NULL,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "override_review_override_id_unique" UNIQUE("override_id"),
	CONSTRAINT "override_review_outcome" CHECK ("override_review"."outcome" in ('justified', 'not_justified'))
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"url" text NOT NULL,
	"salt" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"sequence" integer NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"given_up_at" timestamp (3) with time zone,
	"status" integer,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "weekly_report_sent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"week" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"unit_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"last_read_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_feed_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "calendar_feed_kind" CHECK ("calendar_feed"."kind" in ('person', 'unit')),
	CONSTRAINT "calendar_feed_place" CHECK (("calendar_feed"."kind" = 'unit') = ("calendar_feed"."unit_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "roster_feed" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"source" text NOT NULL,
	"url" text NOT NULL,
	"every_minutes" integer NOT NULL,
	"days_ahead" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"etag" text,
	"last_modified" text,
	"body_hash" text,
	"last_tried_at" timestamp (3) with time zone,
	"last_read_at" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"held_body" text,
	"held_at" timestamp (3) with time zone,
	"held_plan_hash" text
);
--> statement-breakpoint
CREATE TABLE "roster_mapping" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"given" text NOT NULL,
	"meaning" text NOT NULL,
	"registration" text,
	"role" text,
	"presence" text,
	"response_minutes" integer,
	"entry_seq" bigint NOT NULL,
	CONSTRAINT "roster_mapping_kind" CHECK ("roster_mapping"."kind" in ('name', 'assignment')),
	CONSTRAINT "roster_mapping_meaning" CHECK ("roster_mapping"."meaning" in ('use', 'not_a_physician', 'ignore', 'forget')),
	CONSTRAINT "roster_mapping_role" CHECK ("roster_mapping"."role" in ('attending', 'fellow', 'resident', 'interventionist', 'surgeon', 'anaesthetist', 'intensivist', 'heart_failure', 'electrophysiologist', 'perfusionist', 'cannulator', 'shock_team', 'not_counted')),
	CONSTRAINT "roster_mapping_presence" CHECK ("roster_mapping"."presence" in ('on_site', 'on_call', 'remote')),
	CONSTRAINT "roster_mapping_response" CHECK ("roster_mapping"."response_minutes" between 0 and 1440)
);
--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation" ADD CONSTRAINT "activation_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_response" ADD CONSTRAINT "activation_response_activation_id_activation_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_response" ADD CONSTRAINT "activation_response_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_response" ADD CONSTRAINT "activation_response_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_response" ADD CONSTRAINT "activation_response_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_review" ADD CONSTRAINT "activation_review_activation_id_activation_id_fk" FOREIGN KEY ("activation_id") REFERENCES "public"."activation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_review" ADD CONSTRAINT "activation_review_reviewed_by_person_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_review" ADD CONSTRAINT "activation_review_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_device" ADD CONSTRAINT "board_device_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_device" ADD CONSTRAINT "board_device_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_alert" ADD CONSTRAINT "gap_alert_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_decision" ADD CONSTRAINT "gap_decision_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_decision" ADD CONSTRAINT "gap_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_decision" ADD CONSTRAINT "gap_decision_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_review" ADD CONSTRAINT "override_review_override_id_override_id_fk" FOREIGN KEY ("override_id") REFERENCES "public"."override"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_review" ADD CONSTRAINT "override_review_reviewed_by_person_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override_review" ADD CONSTRAINT "override_review_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_report_sent" ADD CONSTRAINT "weekly_report_sent_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_feed" ADD CONSTRAINT "roster_feed_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_feed" ADD CONSTRAINT "roster_feed_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_mapping" ADD CONSTRAINT "roster_mapping_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_mapping" ADD CONSTRAINT "roster_mapping_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activation_by_unit" ON "activation" USING btree ("unit_id","activated_at");--> statement-breakpoint
CREATE INDEX "activation_response_by_activation" ON "activation_response" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "activation_review_by_activation" ON "activation_review" USING btree ("activation_id");--> statement-breakpoint
CREATE INDEX "board_device_by_unit" ON "board_device" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gap_alert_once" ON "gap_alert" USING btree ("unit_id","rule_id","starts_at","stage");--> statement-breakpoint
CREATE INDEX "gap_decision_by_unit" ON "gap_decision" USING btree ("unit_id","starts_at");--> statement-breakpoint
CREATE INDEX "webhook_by_unit" ON "webhook" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_by_hook" ON "webhook_delivery" USING btree ("webhook_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "weekly_report_sent_once" ON "weekly_report_sent" USING btree ("unit_id","week");--> statement-breakpoint
CREATE INDEX "calendar_feed_by_owner" ON "calendar_feed" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_feed_by_source" ON "roster_feed" USING btree ("unit_id","source");--> statement-breakpoint
CREATE INDEX "roster_feed_next" ON "roster_feed" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "roster_mapping_by_unit" ON "roster_mapping" USING btree ("unit_id","kind");
--> statement-breakpoint
GRANT SELECT, INSERT ON
  "override_review",
  "roster_mapping",
  "gap_decision",
  "activation",
  "activation_response",
  "activation_review"
TO systole_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "roster_feed",
  "calendar_feed",
  "gap_alert",
  "weekly_report_sent",
  "webhook",
  "webhook_delivery",
  "board_device"
TO systole_app;
