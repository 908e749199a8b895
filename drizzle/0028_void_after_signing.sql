-- A defect found after the last signature and before the announcement: the round can still be declared void.
CREATE OR REPLACE FUNCTION desk.round_moves_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[
		'draft>ready', 'ready>open', 'open>paused', 'paused>open', 'open>closed', 'paused>closed', 'closed>counted',
		'counted>certified', 'certified>announced', 'ready>aborted', 'open>aborted', 'paused>aborted', 'closed>aborted',
		'open>void', 'paused>void', 'closed>void', 'counted>void', 'certified>void', 'counted>closed', 'certified>closed'])) THEN
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
-- Such a round was sealed already: the table of its ballots, which nothing opens any more, goes like the inbox of others.
CREATE OR REPLACE FUNCTION box.discard_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state IN ('aborted', 'void')) THEN
		RAISE EXCEPTION 'only an aborted or void round is discarded';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	EXECUTE format('DROP TABLE IF EXISTS %s', replace(box.inbox(r), 'inbox_', 'sealed_'));
	DELETE FROM box.release x WHERE x.round_id = r;
	DELETE FROM gate.release x WHERE x.round_id = r;
	UPDATE gate.count c SET approve = '{}', against = '{}', abstain = '{}', basic = CASE WHEN c.basic IS NULL THEN NULL ELSE '{}'::integer[] END,
		root = '', leaves = '' WHERE c.round_id = r;
END $$;
