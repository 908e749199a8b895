-- A milestone that its unit says is reached counts as claimed until the report of a month says so and is decided; one
-- that was approved wrongly is open again by a correction that everybody reads.
ALTER TABLE "tracker"."milestone" ADD COLUMN "claimed_on" date;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD COLUMN "claimed_month" text;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD COLUMN "undone_by" uuid;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD CONSTRAINT "milestone_claim_has_month" CHECK (("tracker"."milestone"."claimed_on" is null) = ("tracker"."milestone"."claimed_month" is null));--> statement-breakpoint
ALTER TABLE "tracker"."correction" ADD COLUMN "milestone_id" uuid;--> statement-breakpoint
ALTER TABLE "tracker"."correction" ADD CONSTRAINT "correction_of_milestone" FOREIGN KEY ("congress_id","milestone_id") REFERENCES "tracker"."milestone"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correction_by_milestone" ON "tracker"."correction" USING btree ("milestone_id") WHERE "tracker"."correction"."milestone_id" is not null;--> statement-breakpoint
-- What waits for its approval by now counts as claimed at once.
UPDATE tracker.milestone m SET claimed_on = (n ->> 'doneOn')::date, claimed_month = r.month
	FROM tracker.report r JOIN tracker.report_version v ON v.report_id = r.id AND v.version = r.version
	CROSS JOIN LATERAL jsonb_array_elements(v.body -> 'reached') n
	WHERE r.state = 'submitted' AND r.project_id = m.project_id AND n ->> 'milestoneId' = m.id::text AND m.done_on IS NULL;
--> statement-breakpoint
-- A milestone is done once, unless a correction of its own, published for good, says that it is not. Its first day is kept.
CREATE OR REPLACE FUNCTION tracker.milestone_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.done_on IS NOT NULL AND NEW.done_on IS DISTINCT FROM OLD.done_on AND NOT (NEW.done_on IS NULL
			AND NEW.undone_by IS DISTINCT FROM OLD.undone_by
			AND EXISTS (SELECT FROM tracker.correction c WHERE c.id = NEW.undone_by AND c.milestone_id = NEW.id)) THEN
		RAISE EXCEPTION 'a milestone is done once' USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_done_once';
	END IF;
	IF NEW.planned_on <> OLD.planned_on AND NEW.first_planned_on IS NULL THEN
		NEW.first_planned_on := OLD.planned_on;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- The public reads a claim while it counts, as `queries/claimed.ts` has it, and how often a completion was withdrawn.
CREATE OR REPLACE VIEW record.milestone AS
	SELECT m.id, m.congress_id, m.project_id, m.name, m.planned_on, m.done_on, m.note, m.stage, m.first_planned_on, m.dropped_at,
		CASE WHEN m.done_on IS NULL AND EXISTS (SELECT FROM tracker.report r
			WHERE r.project_id = m.project_id AND r.month = m.claimed_month AND (r.state = 'submitted'
				OR (r.state IN ('draft', 'returned') AND r.due_on >= (now() AT TIME ZONE 'Asia/Shanghai')::date)))
			THEN m.claimed_on END AS claimed_on,
		(SELECT count(*)::integer FROM tracker.correction c WHERE c.milestone_id = m.id) AS undone
	FROM tracker.milestone m JOIN record.project p ON p.id = m.project_id WHERE m.dropped_at IS NULL;
