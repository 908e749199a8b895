-- 满意度测评: no ballot is made ready that has a project on it which the congress has replaced.
CREATE FUNCTION tracker.survey_lists_no_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Asked of the one step alone: whoever moves a round later reads nothing of the follow-up.
	IF OLD.state = 'draft' AND NEW.state <> 'draft' THEN
		IF EXISTS (SELECT FROM tracker.survey s JOIN tracker.survey_item i ON i.survey_id = s.id
			JOIN tracker.project p ON p.id = i.project_id WHERE s.round_id = NEW.id AND p.replaced_at IS NOT NULL) THEN
			RAISE EXCEPTION 'survey round % lists a replaced project', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'survey_lists_no_replaced';
		END IF;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER survey_lists_no_replaced BEFORE UPDATE OF state ON desk.round FOR EACH ROW EXECUTE FUNCTION tracker.survey_lists_no_replaced();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.survey_lists_no_replaced() FROM PUBLIC;
