-- Append-only by grant, as in 0002.
GRANT SELECT, INSERT ON
  "fellowship_change",
  "working_time",
  "request_decline",
  "observation_withdrawal",
  "self_assessment",
  "feedback_round",
  "feedback_response",
  "programme_policy",
  "release_adoption",
  "committee_meeting",
  "meeting_attendance",
  "meeting_conflict",
  "meeting_finding",
  "meeting_minutes"
TO systole_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "assessment_link",
  "feedback_invitation",
  "digest_sent",
  "saved_view",
  "import_mapping",
  "evidence_head"
TO systole_app;
--> statement-breakpoint
-- Whoever's evidence an insert touches gets a new head, however the rows came in. The argument is an
-- expression over the inserted rows ("added") that names the person.
CREATE FUNCTION move_evidence_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO evidence_head AS head (person_id, entry_seq)
     SELECT moved.person_id, max(moved.entry_seq)
       FROM (SELECT %s AS person_id, added.entry_seq FROM added) AS moved
      WHERE moved.person_id IS NOT NULL
      GROUP BY moved.person_id
     ON CONFLICT (person_id) DO UPDATE
        SET entry_seq = greatest(head.entry_seq, excluded.entry_seq)', TG_ARGV[0]);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  watched text[] := ARRAY[
    ['fellowship', 'added.fellow_id'],
    ['fellowship_change', 'added.fellow_id'],
    ['working_time', 'added.fellow_id'],
    ['case_entry', 'added.fellow_id'],
    ['case_withdrawal', '(SELECT c.fellow_id FROM case_entry c WHERE c.id = added.case_id)'],
    ['case_verification', '(SELECT c.fellow_id FROM case_entry c WHERE c.id = added.case_id)'],
    ['complication_review', '(SELECT c.fellow_id FROM case_entry c WHERE c.id = added.case_id)'],
    ['observation', 'added.fellow_id'],
    ['observation_withdrawal',
     '(SELECT o.fellow_id FROM observation o WHERE o.id = added.observation_id)'],
    ['training_record', 'added.person_id'],
    ['entrustment_decision', 'added.person_id'],
    ['credential', 'added.person_id'],
    ['credential_event',
     '(SELECT c.person_id FROM credential c WHERE c.id = added.credential_id)'],
    ['external_credential', 'added.person_id'],
    ['licence', 'added.person_id']
  ];
  each text[];
BEGIN
  FOREACH each SLICE 1 IN ARRAY watched LOOP
    EXECUTE format(
      'CREATE TRIGGER move_evidence_head AFTER INSERT ON %I
         REFERENCING NEW TABLE AS added FOR EACH STATEMENT
         EXECUTE FUNCTION move_evidence_head(%L)', each[1], each[2]);
  END LOOP;
END $$;
--> statement-breakpoint
-- A programme's policy says which observations count, for everybody in it.
CREATE FUNCTION move_evidence_heads_of_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO evidence_head AS head (person_id, entry_seq)
  SELECT f.fellow_id, max(added.entry_seq)
    FROM added JOIN fellowship f ON f.programme_id = added.programme_id
   GROUP BY f.fellow_id
  ON CONFLICT (person_id) DO UPDATE
     SET entry_seq = greatest(head.entry_seq, excluded.entry_seq);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER move_evidence_heads AFTER INSERT ON programme_policy
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  EXECUTE FUNCTION move_evidence_heads_of_programme();
--> statement-breakpoint
-- What was recorded before there were heads counts as just recorded.
INSERT INTO evidence_head (person_id, entry_seq)
SELECT person.id, ledger.head FROM person, (SELECT max(seq) AS head FROM ledger_entry) AS ledger
WHERE ledger.head IS NOT NULL;
