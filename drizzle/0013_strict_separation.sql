-- Row-level security where the application still read outside of a named congress: sessions, hall screens, and the
-- desk's side of the gate. What happens before anybody is known goes through owner functions that take the one hash
-- a browser holds, and touch that one row.
ALTER TABLE desk.session ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.session TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress());
--> statement-breakpoint
CREATE FUNCTION desk.renew_session(hash text, until timestamptz) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$ UPDATE desk.session s SET expires_at = until WHERE s.id = hash $$;
--> statement-breakpoint
CREATE FUNCTION desk.end_session(hash text) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$ DELETE FROM desk.session s WHERE s.id = hash $$;
--> statement-breakpoint
-- All of one person's, except the one that is kept.
CREATE FUNCTION desk.end_sessions_of(who text, kept text) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$ DELETE FROM desk.session s WHERE s.user_id = who AND s.id IS DISTINCT FROM kept $$;
--> statement-breakpoint
CREATE FUNCTION desk.end_expired_sessions() RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$ DELETE FROM desk.session s WHERE s.expires_at < now() $$;
--> statement-breakpoint

-- A screen that waits for its pairing belongs to nobody, and whoever reads its code off the wall may take it.
ALTER TABLE desk.hall_screen ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.hall_screen TO piaojue_desk
	USING (congress_id IS NULL OR congress_id = desk.current_congress())
	WITH CHECK (congress_id IS NULL OR congress_id = desk.current_congress());
--> statement-breakpoint
CREATE FUNCTION desk.find_hall(hash text) RETURNS TABLE (congress_id uuid, meeting_id uuid, theme text)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT h.congress_id, h.meeting_id, h.theme FROM desk.hall_screen h WHERE h.token_hash = hash $$;
--> statement-breakpoint
-- The heartbeat of one process, which holds screens of several congresses: those of them that are still paired.
CREATE FUNCTION desk.see_halls(hashes text[], at timestamptz) RETURNS SETOF text
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		UPDATE desk.hall_screen h SET seen_at = at WHERE h.token_hash = ANY (hashes) AND h.meeting_id IS NOT NULL
		RETURNING h.token_hash
	$$;
--> statement-breakpoint
CREATE FUNCTION desk.hall_left(hash text) RETURNS void
	LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
	AS $$ UPDATE desk.hall_screen h SET seen_at = NULL WHERE h.token_hash = hash $$;
--> statement-breakpoint

-- The gate names rounds and no congress: the desk sees of it what belongs to rounds of the congress it has named.
DO $$
DECLARE t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['round', 'parts', 'release', 'count', 'archive'] LOOP
		EXECUTE format('ALTER TABLE gate.%I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format(
			'CREATE POLICY own_congress ON gate.%I TO piaojue_desk
				USING (EXISTS (SELECT FROM desk.round r WHERE r.id = round_id AND r.congress_id = desk.current_congress()))
				WITH CHECK (EXISTS (SELECT FROM desk.round r WHERE r.id = round_id AND r.congress_id = desk.current_congress()))', t);
		EXECUTE format('CREATE POLICY the_box ON gate.%I TO piaojue_box USING (true) WITH CHECK (true)', t);
	END LOOP;
END $$;
--> statement-breakpoint
-- The box counts for whoever asks; the desk asks for its own rounds.
CREATE FUNCTION desk.cast_count(wanted uuid) RETURNS integer
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT box.cast_count(r.id) FROM desk.round r WHERE r.id = wanted AND r.congress_id = desk.current_congress() $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION box.cast_count(uuid) FROM piaojue_desk;
--> statement-breakpoint

-- What was only rehearsed is on no public page, its files neither.
CREATE OR REPLACE FUNCTION desk.find_public_file(wanted uuid) RETURNS TABLE (congress_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT f.congress_id FROM desk.candidate_file f
		WHERE f.id = wanted AND EXISTS (
			SELECT FROM desk.round_candidate c JOIN record.round r ON r.round_id = c.round_id
			WHERE c.candidate_id = f.candidate_id)
	$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION desk.renew_session(text, timestamptz), desk.end_session(text), desk.end_sessions_of(text, text),
	desk.end_expired_sessions(), desk.find_hall(text), desk.see_halls(text[], timestamptz), desk.hall_left(text),
	desk.cast_count(uuid), desk.find_public_file(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION desk.renew_session(text, timestamptz), desk.end_session(text), desk.end_sessions_of(text, text),
	desk.end_expired_sessions(), desk.find_hall(text), desk.see_halls(text[], timestamptz), desk.hall_left(text),
	desk.cast_count(uuid), desk.find_public_file(uuid) TO piaojue_desk;
