-- A project that is handed to another unit is reminded of anew: whoever answers for it now has been told nothing yet.
ALTER TABLE "tracker"."reminder" DROP CONSTRAINT "reminded_once";--> statement-breakpoint
ALTER TABLE "tracker"."reminder" ADD CONSTRAINT "reminded_once" UNIQUE NULLS NOT DISTINCT("subject_id","kind","stage","unit");
