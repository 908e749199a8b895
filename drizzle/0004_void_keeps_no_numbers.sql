-- 无效 and 中止: of such a round no number of any candidate is kept, not even in the box's own report. How many
-- ballots came back stays: it is what the round is void for.
CREATE OR REPLACE FUNCTION box.discard_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state IN ('aborted', 'void')) THEN
		RAISE EXCEPTION 'only an aborted or void round is discarded';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	DELETE FROM box.release x WHERE x.round_id = r;
	DELETE FROM gate.release x WHERE x.round_id = r;
	UPDATE gate.count c SET approve = '{}', against = '{}', abstain = '{}', root = '', leaves = '' WHERE c.round_id = r;
END $$;
