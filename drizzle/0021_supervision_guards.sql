-- What the database itself keeps of the deputies' visits, of the replies to them and of what the deputy thinks of each.

-- 视察和意见: of a deputy who supervises the project on that day (1+1+2), and of nobody else.
CREATE FUNCTION tracker.visit_by_the_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM tracker.supervisor s WHERE s.project_id = NEW.project_id
		AND s.delegate_id = NEW.delegate_id AND s.until IS NULL) THEN
		RAISE EXCEPTION 'delegate % does not supervise project %', NEW.delegate_id, NEW.project_id
			USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_by_the_group';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_by_the_group BEFORE INSERT ON tracker.visit FOR EACH ROW EXECUTE FUNCTION tracker.visit_by_the_group();
--> statement-breakpoint
-- A reply answers an opinion, and a further one only what was 不满意.
CREATE FUNCTION tracker.reply_is_asked_for() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM tracker.visit v WHERE v.id = NEW.visit_id AND v.reply_due_on IS NOT NULL)
		OR (NEW.number <> 1 AND NOT EXISTS (SELECT FROM tracker.visit_rating r WHERE r.visit_id = NEW.visit_id
			AND r.number = NEW.number - 1 AND r.grade = 'dissatisfied')) THEN
		RAISE EXCEPTION 'reply % to visit % is not asked for', NEW.number, NEW.visit_id
			USING ERRCODE = 'check_violation', CONSTRAINT = 'reply_is_asked_for';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER reply_is_asked_for BEFORE INSERT ON tracker.visit_reply FOR EACH ROW EXECUTE FUNCTION tracker.reply_is_asked_for();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.visit_by_the_group(), tracker.reply_is_asked_for() FROM PUBLIC;
--> statement-breakpoint
-- A rating is of a reply that is there; 不满意 says until when the next one is due, the others ask for none.
ALTER TABLE tracker.visit_reply ADD CONSTRAINT visit_reply_in_congress UNIQUE (congress_id, visit_id, number);
--> statement-breakpoint
ALTER TABLE tracker.visit_rating ADD CONSTRAINT rating_of_a_reply
	FOREIGN KEY (congress_id, visit_id, number) REFERENCES tracker.visit_reply (congress_id, visit_id, number);
--> statement-breakpoint
ALTER TABLE tracker.visit_rating ADD CONSTRAINT dissatisfied_asks_again
	CHECK ((grade = 'dissatisfied') = (reply_due_on IS NOT NULL) AND (grade <> 'dissatisfied' OR comment <> ''));
