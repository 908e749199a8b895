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
