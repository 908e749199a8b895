-- 销毁: the desk orders it, the box carries it out where the archive lies, and says what it destroyed.
CREATE TABLE "gate"."destruction" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"files" jsonb,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
-- Reason and witnesses, in the words of the record.
ALTER TABLE "desk"."archive_term" ADD COLUMN "destroy_note" text;
--> statement-breakpoint
GRANT SELECT, INSERT ON gate.destruction TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT, UPDATE (files, done_at) ON gate.destruction TO piaojue_box;
--> statement-breakpoint
ALTER TABLE gate.destruction ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON gate.destruction TO piaojue_desk
	USING (EXISTS (SELECT FROM desk.round r WHERE r.id = round_id AND r.congress_id = desk.current_congress()))
	WITH CHECK (EXISTS (SELECT FROM desk.round r WHERE r.id = round_id AND r.congress_id = desk.current_congress()));
--> statement-breakpoint
CREATE POLICY the_box ON gate.destruction TO piaojue_box USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What the box still keeps of a round: the table it was sealed in, and the desk's files of the sealed archive. A deleted
-- row would stay readable in its page, so the table that held it is written anew.
CREATE FUNCTION box.destroy_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g JOIN gate.destruction d ON d.round_id = g.round_id
		WHERE g.round_id = r AND g.state IN ('announced', 'void', 'aborted')) THEN
		RAISE EXCEPTION 'only a round whose destruction was ordered is destroyed';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	EXECUTE format('DROP TABLE IF EXISTS %s', replace(box.inbox(r), 'inbox_', 'sealed_'));
	DELETE FROM gate.parts p WHERE p.round_id = r;
	ALTER TABLE gate.parts ALTER COLUMN version TYPE integer USING version + 0;
END $$;
--> statement-breakpoint
-- The paper ballots as the tellers read them, one by one. The figures of the paper box stay.
CREATE FUNCTION desk.destroy_paper(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.destruction d JOIN desk.round t ON t.id = d.round_id
		WHERE d.round_id = r AND d.done_at IS NOT NULL AND t.congress_id = desk.current_congress()) THEN
		RAISE EXCEPTION 'only a round that the box has destroyed is destroyed';
	END IF;
	DELETE FROM desk.paper_ruling p WHERE p.round_id = r;
	DELETE FROM desk.paper_entry p WHERE p.round_id = r;
	ALTER TABLE desk.paper_ruling ALTER COLUMN attempt TYPE integer USING attempt + 0;
	ALTER TABLE desk.paper_entry ALTER COLUMN attempt TYPE integer USING attempt + 0;
END $$;
--> statement-breakpoint
-- Destroyed in the box, and not yet on the record.
CREATE FUNCTION desk.destructions_done() RETURNS TABLE (congress_id uuid, round_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT r.congress_id, r.id FROM gate.destruction d JOIN desk.round r ON r.id = d.round_id
		JOIN desk.archive_term t ON t.round_id = r.id
		WHERE d.done_at IS NOT NULL AND t.destroyed_at IS NULL
	$$;
--> statement-breakpoint
-- A round whose destruction was ordered is due, too.
CREATE OR REPLACE FUNCTION box.rounds_due() RETURNS TABLE (round_id uuid, state text, inbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT g.round_id, g.state, to_regclass(box.inbox(g.round_id)) IS NOT NULL FROM gate.round g
		WHERE g.state <> 'announced' AND g.state <> 'draft' OR to_regclass(box.inbox(g.round_id)) IS NOT NULL
			OR EXISTS (SELECT FROM gate.destruction d WHERE d.round_id = g.round_id AND d.done_at IS NULL) $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION box.destroy_round(uuid), desk.destroy_paper(uuid), desk.destructions_done() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION box.destroy_round(uuid) TO piaojue_box;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION desk.destroy_paper(uuid), desk.destructions_done() TO piaojue_desk;
