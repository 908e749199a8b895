-- Residents' messages: the receipt that its writer asks by, the unit that is asked, its draft of the reply, and a revision
-- that tells two people at work on one message apart.
ALTER TABLE "tracker"."feedback" ADD COLUMN "receipt_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "changed_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "forwarded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "forward_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "draft" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "draft_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "draft_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What was kept of answered messages before there was this rule.
UPDATE "tracker"."feedback" SET "contact" = '' WHERE "replied_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "contact_goes_with_the_answer" CHECK ("contact" = '' or "replied_at" is null);--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "reply_has_its_day" CHECK (("reply" <> '') = ("replied_at" is not null));--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "only_who_is_asked_drafts" CHECK ("draft" = '' or "forwarded_at" is not null);--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_receipt" ON "tracker"."feedback" USING btree ("receipt_hash") WHERE "receipt_hash" <> '';--> statement-breakpoint
CREATE INDEX "feedback_unanswered" ON "tracker"."feedback" USING btree ("congress_id","at") WHERE "replied_at" IS NULL;--> statement-breakpoint

-- What a resident wrote is never rewritten; of a rating only the grade changes.
REVOKE UPDATE ON tracker.feedback, tracker.resident_rating FROM piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (contact, state, reason, reply, decided_at, decided_by, replied_at, revision, changed_by, forwarded_at,
	forward_note, draft, draft_at, draft_by) ON tracker.feedback TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (grade, at) ON tracker.resident_rating TO piaojue_desk;
--> statement-breakpoint
-- A published reply stands, a decided message never waits again, and a contact goes and doesn't come.
CREATE FUNCTION tracker.feedback_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.reply <> '' AND (NEW.reply, NEW.replied_at) IS DISTINCT FROM (OLD.reply, OLD.replied_at) THEN
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
CREATE TRIGGER feedback_stands BEFORE UPDATE ON tracker.feedback FOR EACH ROW EXECUTE FUNCTION tracker.feedback_stands();
--> statement-breakpoint
-- Whose a message is, for who holds its receipt.
CREATE FUNCTION tracker.find_feedback(hash text) RETURNS TABLE (congress_id uuid, id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT f.congress_id, f.id FROM tracker.feedback f WHERE f.receipt_hash = hash AND hash <> '' $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.feedback_stands(), tracker.find_feedback(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tracker.find_feedback(text) TO piaojue_desk;
--> statement-breakpoint
-- The night also erases contacts, where every project has been replaced too.
CREATE OR REPLACE FUNCTION tracker.congresses_followed() RETURNS TABLE (congress_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT p.congress_id FROM tracker.project p WHERE p.replaced_at IS NULL
		UNION SELECT f.congress_id FROM tracker.feedback f WHERE f.contact <> '' $$;
