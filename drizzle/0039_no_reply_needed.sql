-- A resident's message that needs no answer: the office says so, and nobody owes one any more, until it is answered or
-- passed on after all. With that goes the contact, as with a reply.
ALTER TABLE "tracker"."feedback" ADD COLUMN "no_reply_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "no_reply_or_one" CHECK ("tracker"."feedback"."no_reply_at" is null or ("tracker"."feedback"."replied_at" is null and "tracker"."feedback"."state" <> 'waiting' and "tracker"."feedback"."contact" = ''));--> statement-breakpoint
GRANT UPDATE (no_reply_at) ON tracker.feedback TO piaojue_desk;--> statement-breakpoint
-- A build that does not know of it yet answers and passes on without a word about it: then it is over.
CREATE FUNCTION tracker.feedback_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.no_reply_at := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER feedback_goes_on BEFORE UPDATE ON tracker.feedback FOR EACH ROW
	WHEN (NEW.no_reply_at IS NOT NULL AND OLD.no_reply_at IS NOT NULL
		AND (NEW.replied_at IS NOT NULL OR NEW.forwarded_at IS DISTINCT FROM OLD.forwarded_at))
	EXECUTE FUNCTION tracker.feedback_goes_on();
--> statement-breakpoint
-- What the office was told of a unit that let a term pass names the unit, so that the next unit's is another message. The
-- unit got its own at the same moment.
UPDATE "tracker"."reminder" r SET "kind" = r."kind" || ' ' || u."unit" FROM "tracker"."reminder" u
	WHERE r."unit" IS NULL AND u."unit" IS NOT NULL AND r."kind" = u."kind" || ' escalated'
	AND u."subject_id" = r."subject_id" AND u."stage" = r."stage" AND u."at" = r."at";
