-- 撤销草稿: a round that was never made ready may go, and with it the survey that it was drafted for.
ALTER TABLE "tracker"."survey" ADD COLUMN "took_over" jsonb;
--> statement-breakpoint
GRANT DELETE ON desk.round, tracker.survey, tracker.survey_item TO piaojue_desk;
--> statement-breakpoint
-- From make-ready on a round stays for good, whoever asks and whatever the application thinks of it.
CREATE FUNCTION desk.only_a_draft_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state <> 'draft' OR OLD.manifest IS NOT NULL OR OLD.ready_at IS NOT NULL THEN
		RAISE EXCEPTION 'round % is no draft', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_draft_goes';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_a_draft_goes BEFORE DELETE ON desk.round FOR EACH ROW EXECUTE FUNCTION desk.only_a_draft_goes();
--> statement-breakpoint
-- A survey and its lines go with a draft alone. The lines go first, so both ask for the round.
CREATE FUNCTION tracker.survey_goes_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about uuid := CASE TG_TABLE_NAME WHEN 'survey' THEN (to_jsonb(OLD) ->> 'id')::uuid ELSE (to_jsonb(OLD) ->> 'survey_id')::uuid END;
BEGIN
	IF EXISTS (SELECT FROM tracker.survey s LEFT JOIN desk.round r ON r.id = s.round_id
		WHERE s.id = about AND (s.announced_at IS NOT NULL OR r.state IS DISTINCT FROM 'draft')) THEN
		RAISE EXCEPTION 'survey % is no draft', about USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_goes_as_a_draft';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER survey_goes_as_a_draft BEFORE DELETE ON tracker.survey FOR EACH ROW EXECUTE FUNCTION tracker.survey_goes_as_a_draft();
--> statement-breakpoint
CREATE TRIGGER survey_goes_as_a_draft BEFORE DELETE ON tracker.survey_item FOR EACH ROW EXECUTE FUNCTION tracker.survey_goes_as_a_draft();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.survey_goes_as_a_draft(), desk.only_a_draft_goes() FROM PUBLIC;
