-- What 0001 does for the first tables, for those of the session in the hall.
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.candidate_file, desk.hall_stage, desk.leave, desk.paper_batch, desk.paper_box,
	desk.paper_entry, desk.paper_ruling, desk.script_line, desk.settlement, desk.teller_signature TO piaojue_desk;
--> statement-breakpoint
-- Readings, rulings, decisions and signatures are evidence: what was entered stays.
REVOKE UPDATE, DELETE ON desk.paper_entry, desk.paper_ruling, desk.settlement, desk.teller_signature FROM piaojue_desk;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['candidate_file', 'hall_stage', 'leave', 'paper_batch', 'paper_box', 'paper_entry', 'paper_ruling',
		'script_line', 'settlement', 'teller_signature'] LOOP
		EXECUTE format('ALTER TABLE desk.%I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format(
			'CREATE POLICY own_congress ON desk.%I TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress())', t);
	END LOOP;
END $$;
--> statement-breakpoint

-- A correction (更正) takes a counted or certified round back to its count, never to its ballots.
CREATE OR REPLACE FUNCTION desk.round_moves_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[
		'draft>ready', 'ready>open', 'open>paused', 'paused>open', 'open>closed', 'paused>closed', 'closed>counted',
		'counted>certified', 'certified>announced', 'ready>aborted', 'open>aborted', 'paused>aborted', 'closed>aborted',
		'open>void', 'paused>void', 'closed>void', 'counted>void', 'counted>closed', 'certified>closed'])) THEN
		RAISE EXCEPTION 'a round does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'round_moves_one_way';
	END IF;
	IF OLD.state <> 'draft' AND (NEW.manifest, NEW.manifest_hash, NEW.fingerprint, NEW.rules, NEW.kind, NEW.title, NEW.receipt, NEW.meeting_id, NEW.sequence,
			NEW.previous_id, NEW.paper_only)
		IS DISTINCT FROM (OLD.manifest, OLD.manifest_hash, OLD.fingerprint, OLD.rules, OLD.kind, OLD.title, OLD.receipt, OLD.meeting_id, OLD.sequence,
			OLD.previous_id, OLD.paper_only) THEN
		RAISE EXCEPTION 'a round is frozen once it is ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'ready_is_frozen';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint

-- Where paper was drawn the count waits for its reading; with after-close it waits for the chief scrutineer's word.
CREATE OR REPLACE FUNCTION desk.rounds_due() RETURNS TABLE (congress_id uuid, meeting_id uuid, round_id uuid, state text, closing_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT r.congress_id, r.meeting_id, r.id, r.state, r.closing_at FROM desk.round r
		WHERE (r.state IN ('open', 'paused') AND r.closing_at IS NOT NULL)
			OR (r.state = 'closed' AND EXISTS (SELECT FROM gate.count c WHERE c.round_id = r.id)
				AND (r.valid_at IS NOT NULL OR r.rules ->> 'tallyDisplay' <> 'after-close')
				AND (r.paper_done_at IS NOT NULL
					OR NOT EXISTS (SELECT FROM desk.draw d WHERE d.round_id = r.id AND d.channel = 'paper')))
			OR (r.state = 'counted' AND EXISTS (
				SELECT FROM gate.archive a JOIN desk.round_result s ON s.round_id = a.round_id AND s.version = a.version
				WHERE a.round_id = r.id AND s.result_hash IS NULL))
	$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION box.store(r uuid, keys bytea[], seals bytea[], leaves bytea[], flusher text)
	RETURNS TABLE (key bytea, leaf bytea) LANGUAGE plpgsql AS $$
DECLARE now_in text;
BEGIN
	PERFORM gate.share_round(r);
	SELECT g.state INTO now_in FROM gate.round g WHERE g.round_id = r;
	IF now_in = 'open' THEN
		EXECUTE format('INSERT INTO %s (key, sealed, leaf) SELECT k, s, l FROM unnest($1, $2, $3) AS t(k, s, l) ORDER BY k ON CONFLICT DO NOTHING', box.inbox(r))
			USING keys, seals, leaves;
		PERFORM pg_notify('box', r::text || ' ' || flusher);
	END IF;
	-- A corrected round may be closed again after its box was sealed: then nothing is answered.
	IF now_in IN ('open', 'paused', 'closed', 'counted') AND to_regclass(box.inbox(r)) IS NOT NULL THEN
		RETURN QUERY EXECUTE format('SELECT b.key, b.leaf FROM %s b WHERE b.key = ANY($1)', box.inbox(r)) USING keys;
	END IF;
END $$;
