-- What 0001 does for the first tables, for those of the set-up.
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.device, desk.import_batch, desk.paper_print, desk.password_reset,
	desk.pending_reissue, desk.readiness_check, desk.rehearsal, desk.rehearsal_card, desk.rehearsal_step, desk.archive_term,
	desk.archive_record, desk.congress_audit TO piaojue_desk;
--> statement-breakpoint
-- Records are evidence: an import is undone by a mark, an archive's record and the chain only grow.
REVOKE DELETE ON desk.import_batch, desk.rehearsal, desk.archive_term FROM piaojue_desk;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON desk.archive_record, desk.congress_audit, desk.paper_print, desk.rehearsal_step FROM piaojue_desk;
--> statement-breakpoint
-- Backups are of no congress; the operator's command writes them as the owner.
GRANT SELECT ON desk.backup_run TO piaojue_desk;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['device', 'import_batch', 'paper_print', 'password_reset', 'pending_reissue', 'readiness_check',
		'rehearsal', 'rehearsal_card', 'rehearsal_step', 'archive_term', 'archive_record', 'congress_audit'] LOOP
		EXECUTE format('ALTER TABLE desk.%I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format(
			'CREATE POLICY own_congress ON desk.%I TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress())', t);
	END LOOP;
END $$;
--> statement-breakpoint

CREATE FUNCTION desk.congress_audit_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
	SELECT a.seq, a.hash INTO last FROM desk.congress_audit a WHERE a.congress_id = NEW.congress_id ORDER BY a.seq DESC LIMIT 1;
	IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
		RAISE EXCEPTION 'audit record % does not follow the last one', NEW.seq USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'audit_grows_at_its_end';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER congress_audit_grows_at_its_end BEFORE INSERT ON desk.congress_audit
	FOR EACH ROW EXECUTE FUNCTION desk.congress_audit_grows_at_its_end();
--> statement-breakpoint

-- A rehearsal stays one, and a formal meeting never becomes one.
CREATE FUNCTION desk.rehearsal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.rehearsal_of IS DISTINCT FROM OLD.rehearsal_of THEN
		RAISE EXCEPTION 'a meeting does not change between formal and rehearsal' USING ERRCODE = 'check_violation', CONSTRAINT = 'rehearsal_stays';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rehearsal_stays BEFORE UPDATE ON desk.meeting FOR EACH ROW EXECUTE FUNCTION desk.rehearsal_stays();
--> statement-breakpoint
CREATE FUNCTION desk.only_a_rehearsal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM desk.meeting m WHERE m.id = NEW.meeting_id AND m.rehearsal_of IS NOT NULL) THEN
		RAISE EXCEPTION 'not a rehearsal' USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_rehearsal';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER only_a_rehearsal BEFORE INSERT OR UPDATE ON desk.rehearsal FOR EACH ROW EXECUTE FUNCTION desk.only_a_rehearsal();
--> statement-breakpoint
-- Nothing rehearsed is followed up, and nothing rehearsed is on the public record.
CREATE FUNCTION tracker.no_rehearsal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM desk.round r JOIN desk.meeting m ON m.id = r.meeting_id
		WHERE r.id = NEW.round_id AND m.rehearsal_of IS NOT NULL) THEN
		RAISE EXCEPTION 'a rehearsed project is not followed up' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_rehearsal';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER no_rehearsal BEFORE INSERT ON tracker.project FOR EACH ROW EXECUTE FUNCTION tracker.no_rehearsal();
--> statement-breakpoint
CREATE OR REPLACE VIEW record.round AS
	SELECT r.id AS round_id, r.congress_id, r.meeting_id, c.name AS congress_name, m.name AS meeting_name, m.demonstration,
		r.title, r.announced_at
	FROM desk.round r JOIN desk.meeting m ON m.id = r.meeting_id JOIN desk.congress c ON c.id = r.congress_id
	WHERE r.state = 'announced' AND m.rehearsal_of IS NULL;
--> statement-breakpoint

-- A simulated deputy's card opens the rehearsal while it is the congress's current meeting, and nothing else ever.
CREATE OR REPLACE FUNCTION desk.find_card(wanted bytea)
	RETURNS TABLE (congress_id uuid, delegate_id uuid, public_key bytea, state text)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT c.congress_id, c.delegate_id, c.public_key, c.state FROM desk.card c WHERE c.card_id = wanted
		UNION ALL
		SELECT c.congress_id, c.delegate_id, c.public_key, 'active' FROM desk.rehearsal_card c
		JOIN desk.meeting m ON m.id = c.meeting_id AND m.current WHERE c.card_id = wanted
	$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION desk.congress_audit_grows_at_its_end(), desk.rehearsal_stays(), desk.only_a_rehearsal() FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION tracker.no_rehearsal() FROM PUBLIC;
