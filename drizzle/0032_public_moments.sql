-- When the public record first said something: the feed is ordered by it, and not by the day that it tells of.
ALTER TABLE "tracker"."milestone" ADD COLUMN "reached_at" timestamp with time zone;--> statement-breakpoint
UPDATE tracker.milestone m SET reached_at = coalesce(
	(SELECT min(r.decided_at) FROM tracker.report r
		JOIN tracker.report_version v ON v.report_id = r.id AND v.version = r.version
		WHERE r.project_id = m.project_id AND r.state = 'approved'
			AND v.body -> 'reached' @> jsonb_build_array(jsonb_build_object('milestoneId', m.id::text))),
	m.done_on::timestamp AT TIME ZONE 'Asia/Shanghai') WHERE m.done_on IS NOT NULL;
--> statement-breakpoint
-- A build that knows no such column says it now, too; what a correction opened again is not reached.
CREATE FUNCTION tracker.milestone_reached() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.done_on IS NULL THEN
		NEW.reached_at := NULL;
	ELSIF NEW.reached_at IS NULL THEN
		NEW.reached_at := now();
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER milestone_reached BEFORE INSERT OR UPDATE ON tracker.milestone FOR EACH ROW EXECUTE FUNCTION tracker.milestone_reached();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.milestone_reached() FROM PUBLIC;
--> statement-breakpoint
DROP INDEX "tracker"."milestone_done_newest";--> statement-breakpoint
CREATE INDEX "milestone_reached_newest" ON "tracker"."milestone" USING btree ("reached_at" DESC) WHERE "tracker"."milestone"."reached_at" is not null and "tracker"."milestone"."dropped_at" is null;--> statement-breakpoint
DROP INDEX "tracker"."change_approved_newest";--> statement-breakpoint
CREATE INDEX "change_approved_newest" ON "tracker"."change_request" USING btree ("decided_at" DESC) WHERE "tracker"."change_request"."state" = 'approved';--> statement-breakpoint
DROP INDEX "tracker"."light_change_newest";--> statement-breakpoint
CREATE INDEX "light_change_newest" ON "tracker"."light_change" USING btree ("at" DESC);--> statement-breakpoint
CREATE INDEX "survey_announced_newest" ON "tracker"."survey" USING btree ("announced_at" DESC) WHERE "tracker"."survey"."announced_at" is not null;--> statement-breakpoint
CREATE OR REPLACE VIEW record.milestone AS
	SELECT m.id, m.congress_id, m.project_id, m.name, m.planned_on, m.done_on, m.note, m.stage, m.first_planned_on, m.dropped_at,
		CASE WHEN m.done_on IS NULL AND EXISTS (SELECT FROM tracker.report r
			WHERE r.project_id = m.project_id AND r.month = m.claimed_month AND (r.state = 'submitted'
				OR (r.state IN ('draft', 'returned') AND r.due_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date)))
			THEN m.claimed_on END AS claimed_on,
		(SELECT count(*)::integer FROM tracker.correction c WHERE c.milestone_id = m.id) AS undone, m.reached_at
	FROM tracker.milestone m JOIN record.project p ON p.id = m.project_id WHERE m.dropped_at IS NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW record.change AS
	SELECT c.id, c.project_id, c.congress_id, c.kind, c.before, c.after, c.reason, c.authority, c.decision, c.decided_on,
		c.decided_at
	FROM tracker.change_request c JOIN record.project p ON p.id = c.project_id WHERE c.state = 'approved';
--> statement-breakpoint
CREATE OR REPLACE VIEW record.light_change AS
	SELECT l.project_id, l.congress_id, l.seq, l.since, l.light, l.reasons, l.at
	FROM tracker.light_change l JOIN record.project p ON p.id = l.project_id;
--> statement-breakpoint
CREATE OR REPLACE VIEW record.substitute AS
	SELECT s.id AS project_id, s.congress_id, s.name, p.id AS replaced_id, p.name AS replaced_name, p.replaced_at,
		c.id AS change_id, c.authority, c.decision, c.decided_on, c.decided_at
	FROM tracker.project s JOIN tracker.project p ON p.id = s.predecessor_id
	JOIN tracker.change_request c ON c.id = p.change_id AND c.project_id = p.id AND c.kind = 'replace' AND c.state = 'approved'
	JOIN record.round r ON r.round_id = s.round_id;
--> statement-breakpoint
-- What a decision took out of a plan: whoever has it in a calendar is told that it is off.
CREATE VIEW record.dropped_milestone AS
	SELECT m.id, m.congress_id, m.project_id, m.name, m.planned_on, m.done_on, m.note, m.stage, m.first_planned_on, m.dropped_at,
		(SELECT count(*)::integer FROM tracker.correction c WHERE c.milestone_id = m.id) AS undone,
		NULL::date AS claimed_on
	FROM tracker.milestone m JOIN record.project p ON p.id = m.project_id WHERE m.dropped_at IS NOT NULL;
--> statement-breakpoint
GRANT SELECT ON record.dropped_milestone TO piaojue_desk;
