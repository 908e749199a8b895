-- Two destructions at once: both had deleted when each wanted the table for itself to write it anew, and PostgreSQL ended
-- one of them. Whoever destroys takes the tables first, so the second waits for the first.
CREATE OR REPLACE FUNCTION box.destroy_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g JOIN gate.destruction d ON d.round_id = g.round_id
		WHERE g.round_id = r AND g.state IN ('announced', 'void', 'aborted')) THEN
		RAISE EXCEPTION 'only a round whose destruction was ordered is destroyed';
	END IF;
	LOCK TABLE gate.parts IN ACCESS EXCLUSIVE MODE;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	EXECUTE format('DROP TABLE IF EXISTS %s', replace(box.inbox(r), 'inbox_', 'sealed_'));
	DELETE FROM gate.parts p WHERE p.round_id = r;
	ALTER TABLE gate.parts ALTER COLUMN version TYPE integer USING version + 0;
END $$;
--> statement-breakpoint
-- In the order that readings are read in: entries, then rulings.
CREATE OR REPLACE FUNCTION desk.destroy_paper(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.destruction d JOIN desk.round t ON t.id = d.round_id
		WHERE d.round_id = r AND d.done_at IS NOT NULL AND t.congress_id = desk.current_congress()) THEN
		RAISE EXCEPTION 'only a round that the box has destroyed is destroyed';
	END IF;
	LOCK TABLE desk.paper_entry, desk.paper_ruling IN ACCESS EXCLUSIVE MODE;
	DELETE FROM desk.paper_ruling p WHERE p.round_id = r;
	DELETE FROM desk.paper_entry p WHERE p.round_id = r;
	ALTER TABLE desk.paper_ruling ALTER COLUMN attempt TYPE integer USING attempt + 0;
	ALTER TABLE desk.paper_entry ALTER COLUMN attempt TYPE integer USING attempt + 0;
END $$;
