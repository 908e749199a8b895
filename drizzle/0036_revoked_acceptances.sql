-- A 验收 that was approved by mistake is revoked by a correction that everybody reads. What was handed in and decided
-- stays as it was; only its state says that it holds no more, and why.
ALTER TABLE "tracker"."correction" ADD COLUMN "acceptance_id" uuid;--> statement-breakpoint
ALTER TABLE "tracker"."correction" ADD CONSTRAINT "correction_of_acceptance" FOREIGN KEY ("congress_id","acceptance_id") REFERENCES "tracker"."acceptance"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "acceptance_revoked_once" ON "tracker"."correction" USING btree ("acceptance_id") WHERE "tracker"."correction"."acceptance_id" is not null;--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" DROP CONSTRAINT "acceptance_state";--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_state" CHECK ("tracker"."acceptance"."state" in ('submitted', 'approved', 'returned', 'withdrawn', 'revoked'));--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" DROP CONSTRAINT "acceptance_return_has_reason";--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_return_has_reason" CHECK ("tracker"."acceptance"."state" not in ('returned', 'withdrawn', 'revoked') or "tracker"."acceptance"."reason" <> '');--> statement-breakpoint
CREATE OR REPLACE FUNCTION tracker.accepted_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state = 'approved' AND NEW.state = 'revoked'
			AND to_jsonb(NEW) - 'state' - 'reason' = to_jsonb(OLD) - 'state' - 'reason' THEN
		IF NOT EXISTS (SELECT FROM tracker.correction c WHERE c.acceptance_id = NEW.id AND c.project_id = NEW.project_id) THEN
			RAISE EXCEPTION 'an acceptance is revoked in public' USING ERRCODE = 'check_violation', CONSTRAINT = 'revoked_in_public';
		END IF;
		RETURN NEW;
	END IF;
	IF OLD.state <> 'submitted' OR NEW.state = 'revoked' THEN
		RAISE EXCEPTION 'an acceptance is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_once';
	END IF;
	IF NEW.state = 'approved' AND NOT EXISTS (SELECT FROM tracker.acceptance_evidence l
		JOIN tracker.evidence e ON e.id = l.evidence_id WHERE l.acceptance_id = NEW.id AND e.withdrawn_at IS NULL) THEN
		RAISE EXCEPTION 'nothing is accepted without evidence' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_with_evidence';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- Why the final account is above the total or below what was paid, for everybody to read.
ALTER TABLE "tracker"."acceptance" ADD COLUMN "final_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE OR REPLACE VIEW record.acceptance AS
	SELECT a.project_id, a.congress_id, a.accepted_on, a.conclusion, a.text, a.final_fen, a.decided_at, a.final_note
	FROM tracker.acceptance a JOIN record.project p ON p.id = a.project_id WHERE a.state = 'approved';
--> statement-breakpoint
-- The feed tells of what a monthly report corrected, too.
CREATE INDEX "measure_corrected_newest" ON "tracker"."measure" USING btree ("at" DESC) WHERE "tracker"."measure"."correction" <> '';
