-- 'proposed' was set by no act, and no page knows it any more.
UPDATE tracker.reserve SET state = 'kept' WHERE state = 'proposed';
--> statement-breakpoint
ALTER TABLE "tracker"."reserve" DROP CONSTRAINT "reserve_state";--> statement-breakpoint
ALTER TABLE "tracker"."reserve" ADD CONSTRAINT "reserve_state" CHECK ("tracker"."reserve"."state" in ('kept', 'dropped', 'chosen'));--> statement-breakpoint
-- A round that is declared void after the last signature, before its archive is written, leaves no parts of one behind.
-- The table is written anew, as for an archive that is destroyed: a deleted row would stay readable in its pages.
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
	IF EXISTS (SELECT FROM gate.parts p WHERE p.round_id = r)
			AND NOT EXISTS (SELECT FROM gate.archive a WHERE a.round_id = r) THEN
		DELETE FROM gate.parts p WHERE p.round_id = r;
		ALTER TABLE gate.parts ALTER COLUMN version TYPE integer USING version + 0;
	END IF;
END $$;
