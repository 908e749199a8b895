-- 更换项目: the project that takes the place of a replaced one names it, and the public record has both.
ALTER TABLE "tracker"."project" ADD COLUMN "predecessor_id" uuid;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD CONSTRAINT "project_takes_the_place_of" FOREIGN KEY ("congress_id","predecessor_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "project_takes_one_place" ON "tracker"."project" USING btree ("predecessor_id") WHERE "tracker"."project"."predecessor_id" is not null;--> statement-breakpoint
-- Nothing takes the place of a project that the congress has not replaced, and where it comes from never changes.
CREATE FUNCTION tracker.substitute_needs_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND NEW.predecessor_id IS DISTINCT FROM OLD.predecessor_id THEN
		RAISE EXCEPTION 'where project % comes from never changes', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'substitute_needs_decision';
	END IF;
	IF TG_OP = 'INSERT' AND NEW.predecessor_id IS NOT NULL AND NOT EXISTS (SELECT FROM tracker.project p
		JOIN tracker.change_request c ON c.id = p.change_id AND c.project_id = p.id
		WHERE p.id = NEW.predecessor_id AND p.replaced_at IS NOT NULL AND p.round_id = NEW.round_id
			AND c.kind = 'replace' AND c.state = 'approved') THEN
		RAISE EXCEPTION 'project % takes a place without a decision', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'substitute_needs_decision';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER substitute_needs_decision BEFORE INSERT OR UPDATE ON tracker.project FOR EACH ROW EXECUTE FUNCTION tracker.substitute_needs_decision();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.substitute_needs_decision() FROM PUBLIC;
--> statement-breakpoint
-- Both of a replacement with the decision behind it, for everybody.
CREATE VIEW record.substitute AS
	SELECT s.id AS project_id, s.congress_id, s.name, p.id AS replaced_id, p.name AS replaced_name, p.replaced_at,
		c.id AS change_id, c.authority, c.decision, c.decided_on
	FROM tracker.project s JOIN tracker.project p ON p.id = s.predecessor_id
	JOIN tracker.change_request c ON c.id = p.change_id AND c.project_id = p.id AND c.kind = 'replace' AND c.state = 'approved'
	JOIN record.round r ON r.round_id = s.round_id;
--> statement-breakpoint
GRANT SELECT ON record.substitute TO piaojue_desk;
--> statement-breakpoint
-- A plan's version that a decision has made names the decision; until now it only bore the same moment.
UPDATE tracker.plan_version v SET basis = c.id FROM tracker.change_request c
	WHERE v.basis IS NULL AND c.project_id = v.project_id AND c.state = 'approved' AND c.decided_at = v.submitted_at;
