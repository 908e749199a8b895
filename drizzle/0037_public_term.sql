-- The public reads the days that everybody goes by: of the 交办单 and a decision that named the day the later one, as the
-- desk's lists, lights and owed reports have it (queries/project-term.ts). Until now it read the voted ones, and a change
-- was published from a day of the 交办单 that no public page had shown. The voted ones, or what a decision has made of
-- them, stand beside. Each day is asked for by itself, so that whoever reads neither pays for neither.
CREATE OR REPLACE VIEW record.project AS
	SELECT p.id, p.congress_id, p.round_id, p.candidate_id, p.number, p.name, p.category, p.content, p.place, p.beneficiaries,
		p.unit, p.leader, p.total_fen, p.year_fen, p.funding,
		coalesce((SELECT CASE WHEN EXISTS (SELECT FROM tracker.change_request c WHERE c.project_id = p.id
				AND c.kind = 'date' AND c.state = 'approved' AND c.decided_at > a.issued_at
				AND c.after ->> 'startsOn' <> coalesce(c.before ->> 'startsOn', '')) THEN p.starts_on ELSE a.starts_on END
			FROM tracker.assignment a WHERE a.project_id = p.id ORDER BY a.version DESC LIMIT 1), p.starts_on) AS starts_on,
		coalesce((SELECT CASE WHEN EXISTS (SELECT FROM tracker.change_request c WHERE c.project_id = p.id
				AND c.kind = 'date' AND c.state = 'approved' AND c.decided_at > a.issued_at
				AND c.after ->> 'endsOn' <> coalesce(c.before ->> 'endsOn', '')) THEN p.ends_on ELSE a.ends_on END
			FROM tracker.assignment a WHERE a.project_id = p.id ORDER BY a.version DESC LIMIT 1), p.ends_on) AS ends_on,
		p.approve, p.updated_at, p.year,
		p.result_hash, p.change_id, p.replaced_at, r.congress_name, r.meeting_name, r.demonstration, r.announced_at, s.light,
		s.reasons, s.percent, s.planned_percent, s.planned_fen, s.arrived_fen, s.paid_fen, s.overdue_days, s.as_of, s.next_name,
		s.next_on, s.planned_on, p.starts_on AS voted_starts_on, p.ends_on AS voted_ends_on
	FROM tracker.project p JOIN record.round r ON r.round_id = p.round_id
	LEFT JOIN tracker.standing s ON s.project_id = p.id;
