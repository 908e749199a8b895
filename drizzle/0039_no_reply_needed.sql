-- A resident's message that needs no answer: the office says so, and nobody owes one any more, until it is answered or
-- passed on after all. With that goes the contact, as with a reply.
ALTER TABLE "tracker"."feedback" ADD COLUMN "no_reply_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "no_reply_or_one" CHECK ("tracker"."feedback"."no_reply_at" is null or ("tracker"."feedback"."replied_at" is null and "tracker"."feedback"."state" <> 'waiting' and "tracker"."feedback"."contact" = ''));--> statement-breakpoint
GRANT UPDATE (no_reply_at) ON tracker.feedback TO piaojue_desk;--> statement-breakpoint
-- What the office was told of a unit that let a term pass names the unit, so that the next unit's is another message. The
-- unit got its own at the same moment.
UPDATE "tracker"."reminder" r SET "kind" = r."kind" || ' ' || u."unit" FROM "tracker"."reminder" u
	WHERE r."unit" IS NULL AND u."unit" IS NOT NULL AND r."kind" = u."kind" || ' escalated'
	AND u."subject_id" = r."subject_id" AND u."stage" = r."stage" AND u."at" = r."at";
