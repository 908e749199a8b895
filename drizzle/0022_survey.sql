-- 满意度测评: the box reports a third grade beside the marks of a vote, for surveys alone.
ALTER TABLE gate.count ADD COLUMN basic integer[];
--> statement-breakpoint
-- 无效 and 中止: of such a round no number of any line is kept, 基本满意 as little as the others.
CREATE OR REPLACE FUNCTION box.discard_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state IN ('aborted', 'void')) THEN
		RAISE EXCEPTION 'only an aborted or void round is discarded';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	DELETE FROM box.release x WHERE x.round_id = r;
	DELETE FROM gate.release x WHERE x.round_id = r;
	UPDATE gate.count c SET approve = '{}', against = '{}', abstain = '{}', basic = CASE WHEN c.basic IS NULL THEN NULL ELSE '{}'::integer[] END,
		root = '', leaves = '' WHERE c.round_id = r;
END $$;
