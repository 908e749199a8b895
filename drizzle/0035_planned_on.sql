-- The plan is set against the progress of a day, and that day is named. Until now it was the one it was worked out on.
ALTER TABLE "tracker"."standing" ADD COLUMN "planned_on" date;--> statement-breakpoint
UPDATE tracker.standing s SET planned_on = s.computed_on
	WHERE EXISTS (SELECT FROM tracker.plan l WHERE l.project_id = s.project_id AND l.state = 'approved');
--> statement-breakpoint
CREATE OR REPLACE VIEW record.project AS
	SELECT p.id, p.congress_id, p.round_id, p.candidate_id, p.number, p.name, p.category, p.content, p.place, p.beneficiaries,
		p.unit, p.leader, p.total_fen, p.year_fen, p.funding, p.starts_on, p.ends_on, p.approve, p.updated_at, p.year,
		p.result_hash, p.change_id, p.replaced_at, r.congress_name, r.meeting_name, r.demonstration, r.announced_at, s.light,
		s.reasons, s.percent, s.planned_percent, s.planned_fen, s.arrived_fen, s.paid_fen, s.overdue_days, s.as_of, s.next_name,
		s.next_on, s.planned_on
	FROM tracker.project p JOIN record.round r ON r.round_id = p.round_id
	LEFT JOIN tracker.standing s ON s.project_id = p.id;
