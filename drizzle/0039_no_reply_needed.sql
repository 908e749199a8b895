-- A resident's message that needs no answer: the office says so, and nobody owes one any more, until it is answered or
-- passed on after all. With that goes the contact, as with a reply.
ALTER TABLE "tracker"."feedback" ADD COLUMN "no_reply_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "no_reply_or_one" CHECK ("tracker"."feedback"."no_reply_at" is null or ("tracker"."feedback"."replied_at" is null and "tracker"."feedback"."state" <> 'waiting' and "tracker"."feedback"."contact" = ''));--> statement-breakpoint
GRANT UPDATE (no_reply_at) ON tracker.feedback TO piaojue_desk;
