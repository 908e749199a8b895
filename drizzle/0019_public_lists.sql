-- The public lists and the feed read the newest first, of one congress or of all: an index behind each.
DROP INDEX "tracker"."project_public_list";--> statement-breakpoint
CREATE INDEX "project_public_list" ON "tracker"."project" USING btree ("year" DESC,"congress_id","number","id");--> statement-breakpoint
CREATE INDEX "milestone_done_newest" ON "tracker"."milestone" USING btree ("done_on" DESC) WHERE "tracker"."milestone"."done_on" is not null and "tracker"."milestone"."dropped_at" is null;--> statement-breakpoint
CREATE INDEX "report_approved_newest" ON "tracker"."report" USING btree ("decided_at" DESC) WHERE "tracker"."report"."state" = 'approved';--> statement-breakpoint
CREATE INDEX "light_change_newest" ON "tracker"."light_change" USING btree ("since" DESC);--> statement-breakpoint
CREATE INDEX "change_approved_newest" ON "tracker"."change_request" USING btree ("decided_on" DESC) WHERE "tracker"."change_request"."state" = 'approved';--> statement-breakpoint
CREATE INDEX "acceptance_approved_newest" ON "tracker"."acceptance" USING btree ("decided_at" DESC) WHERE "tracker"."acceptance"."state" = 'approved';--> statement-breakpoint
CREATE INDEX "correction_newest" ON "tracker"."correction" USING btree ("at" DESC);--> statement-breakpoint
CREATE INDEX "round_announced_newest" ON "desk"."round" USING btree ("announced_at" DESC) WHERE "desk"."round"."state" = 'announced';
