-- Grants, row-level security, the invariants of the follow-up that a single row can't check, and its public record.
DO $$
DECLARE t text;
BEGIN
	FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'tracker' AND c.relkind = 'r' AND NOT c.relrowsecurity LOOP
		EXECUTE format('ALTER TABLE tracker.%I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format(
			'CREATE POLICY own_congress ON tracker.%I TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress())', t);
	END LOOP;
END $$;
--> statement-breakpoint
-- Everything is added to and read; what may change is listed; nothing but a deputy's own list is deleted.
REVOKE UPDATE, DELETE ON ALL TABLES IN SCHEMA tracker FROM piaojue_desk;
--> statement-breakpoint
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA tracker TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE ON tracker.project, tracker.milestone, tracker.plan, tracker.report, tracker.standing, tracker.acceptance,
	tracker.change_request, tracker.supervision_act, tracker.feedback, tracker.feedback_day, tracker.survey,
	tracker.resident_rating TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (state, note) ON tracker.reserve TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (until) ON tracker.supervisor TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (shown, withdrawn_at, withdrawn_for, report_id, acceptance_id) ON tracker.evidence TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (done_at) ON tracker.reminder TO piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (revoked_at) ON tracker.calendar_key TO piaojue_desk;
--> statement-breakpoint
GRANT DELETE ON tracker.follow, tracker.feedback_day TO piaojue_desk;
--> statement-breakpoint

-- 形象进度 only grows; a lower figure says why.
CREATE FUNCTION tracker.progress_never_falls() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
	SELECT m.percent, m.arrived_fen, m.paid_fen INTO last FROM tracker.measure m
		WHERE m.project_id = NEW.project_id ORDER BY m.as_of DESC, m.at DESC LIMIT 1;
	IF FOUND AND NEW.correction = '' AND (NEW.percent < last.percent OR NEW.arrived_fen < last.arrived_fen OR NEW.paid_fen < last.paid_fen) THEN
		RAISE EXCEPTION 'a figure of project % falls without a reason', NEW.project_id USING ERRCODE = 'check_violation', CONSTRAINT = 'progress_never_falls';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER progress_never_falls BEFORE INSERT ON tracker.measure FOR EACH ROW EXECUTE FUNCTION tracker.progress_never_falls();
--> statement-breakpoint

-- Reports and plans: typed in as draft or returned, locked from the submission on, approved for good.
CREATE FUNCTION tracker.paper_moves_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[
		'draft>submitted', 'returned>submitted', 'submitted>draft', 'submitted>returned', 'submitted>approved'])) THEN
		RAISE EXCEPTION 'not from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_moves_one_way';
	END IF;
	IF OLD.state IN ('submitted', 'approved') AND (NEW.draft, NEW.revision) IS DISTINCT FROM (OLD.draft, OLD.revision) THEN
		RAISE EXCEPTION 'what was submitted is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_is_locked';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER report_moves_one_way BEFORE UPDATE ON tracker.report FOR EACH ROW EXECUTE FUNCTION tracker.paper_moves_one_way();
--> statement-breakpoint
CREATE TRIGGER plan_moves_one_way BEFORE UPDATE ON tracker.plan FOR EACH ROW EXECUTE FUNCTION tracker.paper_moves_one_way();
--> statement-breakpoint

-- What was voted on changes with an approved change of this project, each written in once.
CREATE FUNCTION tracker.vote_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF (NEW.name, NEW.content, NEW.place, NEW.total_fen, NEW.year_fen, NEW.funding, NEW.starts_on, NEW.ends_on, NEW.replaced_at)
		IS DISTINCT FROM (OLD.name, OLD.content, OLD.place, OLD.total_fen, OLD.year_fen, OLD.funding, OLD.starts_on, OLD.ends_on, OLD.replaced_at)
		AND (NEW.change_id IS NOT DISTINCT FROM OLD.change_id OR NOT EXISTS (SELECT FROM tracker.change_request c
			WHERE c.id = NEW.change_id AND c.project_id = NEW.id AND c.state = 'approved')) THEN
		RAISE EXCEPTION 'project % changes without a decision', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_stands';
	END IF;
	IF NEW.replaced_at IS DISTINCT FROM OLD.replaced_at AND NOT EXISTS (SELECT FROM tracker.change_request c
		WHERE c.id = NEW.change_id AND c.kind = 'replace') THEN
		RAISE EXCEPTION 'project % is replaced without a decision', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_stands';
	END IF;
	IF (NEW.round_id, NEW.candidate_id, NEW.approve, NEW.number, NEW.year, NEW.result_hash)
		IS DISTINCT FROM (OLD.round_id, OLD.candidate_id, OLD.approve, OLD.number, OLD.year, OLD.result_hash) THEN
		RAISE EXCEPTION 'where a project comes from never changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_stands';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER vote_stands BEFORE UPDATE ON tracker.project FOR EACH ROW EXECUTE FUNCTION tracker.vote_stands();
--> statement-breakpoint
CREATE FUNCTION tracker.decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'asked' OR (NEW.kind, NEW.before, NEW.after, NEW.reason, NEW.authority)
		IS DISTINCT FROM (OLD.kind, OLD.before, OLD.after, OLD.reason, OLD.authority) THEN
		RAISE EXCEPTION 'a change is decided once, as it was asked for' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_once';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER decided_once BEFORE UPDATE ON tracker.change_request FOR EACH ROW EXECUTE FUNCTION tracker.decided_once();
--> statement-breakpoint
CREATE FUNCTION tracker.accepted_with_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'submitted' THEN
		RAISE EXCEPTION 'an acceptance is decided once' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_once';
	END IF;
	IF NEW.state = 'approved' AND NOT EXISTS (SELECT FROM tracker.evidence e WHERE e.acceptance_id = NEW.id AND e.withdrawn_at IS NULL) THEN
		RAISE EXCEPTION 'nothing is accepted without evidence' USING ERRCODE = 'check_violation', CONSTRAINT = 'accepted_with_evidence';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER accepted_with_evidence BEFORE UPDATE ON tracker.acceptance FOR EACH ROW EXECUTE FUNCTION tracker.accepted_with_evidence();
--> statement-breakpoint
-- A milestone is done once, and its first day is kept.
CREATE FUNCTION tracker.milestone_keeps_its_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.done_on IS NOT NULL AND NEW.done_on IS DISTINCT FROM OLD.done_on THEN
		RAISE EXCEPTION 'a milestone is done once' USING ERRCODE = 'check_violation', CONSTRAINT = 'milestone_done_once';
	END IF;
	IF NEW.planned_on <> OLD.planned_on AND NEW.first_planned_on IS NULL THEN
		NEW.first_planned_on := OLD.planned_on;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER milestone_keeps_its_past BEFORE UPDATE ON tracker.milestone FOR EACH ROW EXECUTE FUNCTION tracker.milestone_keeps_its_past();
--> statement-breakpoint

-- The nightly job's list, and the only way to learn whose a secret calendar address is.
CREATE FUNCTION tracker.congresses_followed() RETURNS TABLE (congress_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT DISTINCT p.congress_id FROM tracker.project p WHERE p.replaced_at IS NULL $$;
--> statement-breakpoint
CREATE FUNCTION tracker.find_calendar(hash text) RETURNS TABLE (congress_id uuid, unit text)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT k.congress_id, k.unit FROM tracker.calendar_key k WHERE k.token_hash = hash AND k.revoked_at IS NULL $$;
--> statement-breakpoint
-- Whose an uploaded file is, and whether everybody may see it.
CREATE FUNCTION tracker.find_evidence(wanted uuid) RETURNS TABLE (congress_id uuid, project_id uuid, media_type text, public boolean)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT e.congress_id, e.project_id, e.media_type, e.shown AND e.withdrawn_at IS NULL FROM tracker.evidence e WHERE e.id = wanted $$;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA tracker FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tracker.congresses_followed(), tracker.find_calendar(text), tracker.find_evidence(uuid) TO piaojue_desk;
--> statement-breakpoint

-- The public record of the follow-up: announced projects, and of each only what was approved for the public.
-- No contact, no draft, no name of a deputy or of a member of staff.
DROP VIEW record.milestone;
--> statement-breakpoint
DROP VIEW record.project;
--> statement-breakpoint
CREATE VIEW record.project AS
	SELECT p.*, r.congress_name, r.meeting_name, r.demonstration, r.announced_at, s.light, s.reasons, s.percent,
		s.planned_percent, s.planned_fen, s.arrived_fen, s.paid_fen, s.overdue_days, s.as_of, s.next_name, s.next_on
	FROM tracker.project p JOIN record.round r ON r.round_id = p.round_id
	LEFT JOIN tracker.standing s ON s.project_id = p.id;
--> statement-breakpoint
CREATE VIEW record.milestone AS
	SELECT m.* FROM tracker.milestone m JOIN record.project p ON p.id = m.project_id WHERE m.dropped_at IS NULL;
--> statement-breakpoint
CREATE VIEW record.measure AS
	SELECT m.project_id, m.congress_id, m.as_of, m.percent, m.planned_fen, m.arrived_fen, m.paid_fen, m.explanation, m.correction, m.at
	FROM tracker.measure m JOIN record.project p ON p.id = m.project_id;
--> statement-breakpoint
CREATE VIEW record.report AS
	SELECT r.project_id, r.congress_id, r.month, r.decided_at, v.body ->> 'done' AS done, v.body ->> 'next' AS next,
		(v.body ->> 'percent')::integer AS percent
	FROM tracker.report r JOIN tracker.report_version v ON v.report_id = r.id AND v.version = r.version
	JOIN record.project p ON p.id = r.project_id WHERE r.state = 'approved';
--> statement-breakpoint
CREATE VIEW record.photo AS
	SELECT e.id, e.project_id, e.congress_id, e.slot, e.caption, e.taken_on, e.media_type, e.width, e.height, e.uploaded_at
	FROM tracker.evidence e JOIN record.project p ON p.id = e.project_id
	WHERE e.kind = 'photo' AND e.shown AND e.withdrawn_at IS NULL;
--> statement-breakpoint
CREATE VIEW record.change AS
	SELECT c.id, c.project_id, c.congress_id, c.kind, c.before, c.after, c.reason, c.authority, c.decision, c.decided_on
	FROM tracker.change_request c JOIN record.project p ON p.id = c.project_id WHERE c.state = 'approved';
--> statement-breakpoint
CREATE VIEW record.correction AS
	SELECT c.id, c.project_id, c.congress_id, c.subject, c.before, c.after, c.reason, c.at
	FROM tracker.correction c JOIN record.project p ON p.id = c.project_id;
--> statement-breakpoint
CREATE VIEW record.light_change AS
	SELECT l.project_id, l.congress_id, l.seq, l.since, l.light, l.reasons
	FROM tracker.light_change l JOIN record.project p ON p.id = l.project_id;
--> statement-breakpoint
CREATE VIEW record.acceptance AS
	SELECT a.project_id, a.congress_id, a.accepted_on, a.conclusion, a.text, a.final_fen, a.decided_at
	FROM tracker.acceptance a JOIN record.project p ON p.id = a.project_id WHERE a.state = 'approved';
--> statement-breakpoint
CREATE VIEW record.feedback AS
	SELECT f.id, f.project_id, f.congress_id, f.text, f.reply, f.at, f.replied_at
	FROM tracker.feedback f JOIN record.project p ON p.id = f.project_id WHERE f.state = 'shown';
--> statement-breakpoint
CREATE VIEW record.satisfaction AS
	SELECT r.project_id, r.congress_id, s.id AS survey_id, s.year, r.satisfied, r.basic, r.dissatisfied, r.blank, r.base,
		r.base_number, r.rule, r.grade, s.round_id, s.announced_at
	FROM tracker.survey_result r JOIN tracker.survey s ON s.id = r.survey_id JOIN record.project p ON p.id = r.project_id
	WHERE s.announced_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW record.resident_rating AS
	SELECT r.project_id, r.congress_id, count(*) FILTER (WHERE r.grade = 'satisfied')::integer AS satisfied,
		count(*) FILTER (WHERE r.grade = 'basic')::integer AS basic,
		count(*) FILTER (WHERE r.grade = 'dissatisfied')::integer AS dissatisfied
	FROM tracker.resident_rating r JOIN record.project p ON p.id = r.project_id GROUP BY r.project_id, r.congress_id;
--> statement-breakpoint
CREATE VIEW record.reserve AS
	SELECT v.id, v.congress_id, v.round_id, v.year, v.number, v.name, v.unit, v.total_fen, v.approve, v.state
	FROM tracker.reserve v JOIN record.round r ON r.round_id = v.round_id WHERE v.state <> 'chosen';
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA record TO piaojue_desk;
