-- What was handed in with each 验收: a further version names the same files again, and the one before keeps its own.
-- `evidence.acceptance_id` stays for older builds, and nothing reads it any more.
CREATE TABLE "tracker"."acceptance_evidence" (
	"congress_id" uuid NOT NULL,
	"acceptance_id" uuid NOT NULL,
	"evidence_id" uuid NOT NULL,
	CONSTRAINT "acceptance_evidence_pk" PRIMARY KEY("acceptance_id","evidence_id")
);
--> statement-breakpoint
ALTER TABLE "tracker"."acceptance_evidence" ADD CONSTRAINT "acceptance_evidence_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."acceptance_evidence" ADD CONSTRAINT "attached_to_acceptance" FOREIGN KEY ("congress_id","acceptance_id") REFERENCES "tracker"."acceptance"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."acceptance_evidence" ADD CONSTRAINT "attached_is_evidence" FOREIGN KEY ("congress_id","evidence_id") REFERENCES "tracker"."evidence"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acceptance_evidence_list" ON "tracker"."acceptance_evidence" USING btree ("evidence_id");--> statement-breakpoint
INSERT INTO tracker.acceptance_evidence (congress_id, acceptance_id, evidence_id)
	SELECT e.congress_id, e.acceptance_id, e.id FROM tracker.evidence e WHERE e.acceptance_id IS NOT NULL;
--> statement-breakpoint
ALTER TABLE tracker.acceptance_evidence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON tracker.acceptance_evidence TO piaojue_desk
	USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress());
--> statement-breakpoint
REVOKE ALL ON tracker.acceptance_evidence FROM piaojue_desk;
--> statement-breakpoint
GRANT SELECT, INSERT ON tracker.acceptance_evidence TO piaojue_desk;
--> statement-breakpoint
-- A list is written with the handing in: nothing is slipped in once it is decided, nor from another project, nor what
-- was withdrawn, nor what a deputy has photographed.
CREATE FUNCTION tracker.attached_when_handed_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM tracker.acceptance a JOIN tracker.evidence e ON e.project_id = a.project_id
		WHERE a.id = NEW.acceptance_id AND e.id = NEW.evidence_id AND a.state = 'submitted'
			AND e.withdrawn_at IS NULL AND e.visit_id IS NULL) THEN
		RAISE EXCEPTION 'file % does not go with acceptance %', NEW.evidence_id, NEW.acceptance_id
			USING ERRCODE = 'check_violation', CONSTRAINT = 'attached_when_handed_in';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attached_when_handed_in BEFORE INSERT ON tracker.acceptance_evidence FOR EACH ROW EXECUTE FUNCTION tracker.attached_when_handed_in();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.attached_when_handed_in() FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION tracker.accepted_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'submitted' THEN
		RAISE EXCEPTION 'an acceptance is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_once';
	END IF;
	IF NEW.state = 'approved' AND NOT EXISTS (SELECT FROM tracker.acceptance_evidence l
		JOIN tracker.evidence e ON e.id = l.evidence_id WHERE l.acceptance_id = NEW.id AND e.withdrawn_at IS NULL) THEN
		RAISE EXCEPTION 'nothing is accepted without evidence' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_with_evidence';
	END IF;
	RETURN NEW;
END $$;
