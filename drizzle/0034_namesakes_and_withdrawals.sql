-- Two supervising deputies may have one name: what tells them apart is who they are. The leader is a name alone.
DROP INDEX "tracker"."supervisor_once";--> statement-breakpoint
CREATE UNIQUE INDEX "supervisor_once" ON "tracker"."supervisor" USING btree ("project_id","part","name") WHERE "tracker"."supervisor"."until" is null and "tracker"."supervisor"."delegate_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "supervising_deputy_once" ON "tracker"."supervisor" USING btree ("project_id","part","delegate_id") WHERE "tracker"."supervisor"."until" is null and "tracker"."supervisor"."delegate_id" is not null;
--> statement-breakpoint
-- What was handed in as 验收 may be taken back until it is decided.
ALTER TABLE "tracker"."acceptance" DROP CONSTRAINT "acceptance_state";--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_state" CHECK ("tracker"."acceptance"."state" in ('submitted', 'approved', 'returned', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" DROP CONSTRAINT "acceptance_return_has_reason";--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_return_has_reason" CHECK ("tracker"."acceptance"."state" not in ('returned', 'withdrawn') or "tracker"."acceptance"."reason" <> '');
