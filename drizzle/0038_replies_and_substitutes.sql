-- Replies to residents are the office's. Where one came from a unit's draft that unit is named with it, and stays, whoever
-- has the project later. Who drafted what is published already was not kept with it: those are the office's alone.
ALTER TABLE "tracker"."feedback" ADD COLUMN "reply_unit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "unit_of_a_reply" CHECK ("tracker"."feedback"."reply_unit" = '' or "tracker"."feedback"."reply" <> '');--> statement-breakpoint
GRANT UPDATE (reply_unit) ON tracker.feedback TO piaojue_desk;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION tracker.feedback_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.reply <> '' AND (NEW.reply, NEW.reply_unit, NEW.replied_at) IS DISTINCT FROM
			(OLD.reply, OLD.reply_unit, OLD.replied_at) THEN
		RAISE EXCEPTION 'a published reply stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'reply_stands';
	END IF;
	IF NEW.state = 'waiting' AND OLD.state <> 'waiting' THEN
		RAISE EXCEPTION 'a decided message never waits again' USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_decided';
	END IF;
	IF NEW.contact NOT IN ('', OLD.contact) THEN
		RAISE EXCEPTION 'a contact only goes' USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_only_goes';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE OR REPLACE VIEW record.feedback AS
	SELECT f.id, f.project_id, f.congress_id, f.text, f.reply, f.at, f.replied_at, f.reply_unit
	FROM tracker.feedback f JOIN record.project p ON p.id = f.project_id WHERE f.state = 'shown';
--> statement-breakpoint
-- When a substitute came onto the record: with the decision, or months later where it was named behind one on record.
ALTER TABLE "tracker"."project" ADD COLUMN "named_at" timestamp with time zone;--> statement-breakpoint
UPDATE tracker.project s SET named_at = coalesce(
	(SELECT min(h.at) FROM tracker.history h WHERE h.project_id = s.id AND h.act = 'project-substituted'),
	(SELECT c.decided_at FROM tracker.project p JOIN tracker.change_request c ON c.id = p.change_id
		WHERE p.id = s.predecessor_id),
	s.updated_at) WHERE s.predecessor_id IS NOT NULL;
--> statement-breakpoint
-- A build that knows no such column names them now, too.
CREATE FUNCTION tracker.substitute_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.predecessor_id IS NOT NULL AND NEW.named_at IS NULL THEN
		NEW.named_at := now();
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER substitute_named BEFORE INSERT ON tracker.project FOR EACH ROW EXECUTE FUNCTION tracker.substitute_named();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.substitute_named() FROM PUBLIC;
--> statement-breakpoint
CREATE INDEX "project_named_newest" ON "tracker"."project" USING btree ("named_at" DESC) WHERE "tracker"."project"."named_at" is not null;--> statement-breakpoint
CREATE OR REPLACE VIEW record.substitute AS
	SELECT s.id AS project_id, s.congress_id, s.name, p.id AS replaced_id, p.name AS replaced_name, p.replaced_at,
		c.id AS change_id, c.authority, c.decision, c.decided_on, c.decided_at, s.named_at
	FROM tracker.project s JOIN tracker.project p ON p.id = s.predecessor_id
	JOIN tracker.change_request c ON c.id = p.change_id AND c.project_id = p.id AND c.kind = 'replace' AND c.state = 'approved'
	JOIN record.round r ON r.round_id = s.round_id;
--> statement-breakpoint
-- The newest of them alone, down their own index: behind the joins of `record.substitute` all would be sorted.
CREATE VIEW record.substitute_named AS
	SELECT s.id AS project_id, s.congress_id, s.named_at FROM tracker.project s WHERE s.named_at IS NOT NULL;
--> statement-breakpoint
GRANT SELECT ON record.substitute_named TO piaojue_desk;
