CREATE TABLE "credential_twin" (
	"credential_id" uuid PRIMARY KEY NOT NULL,
	"jwt" text NOT NULL,
	"key_id" text NOT NULL,
	"entry_seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credential_twin" ADD CONSTRAINT "credential_twin_credential_id_credential_proof_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential_proof"("credential_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_twin" ADD CONSTRAINT "credential_twin_entry_seq_ledger_entry_seq_fk" FOREIGN KEY ("entry_seq") REFERENCES "public"."ledger_entry"("seq") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT ON "credential_twin" TO systole_app;
