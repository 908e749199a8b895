-- Roles, grants, row-level security and the few functions that may cross a border. Written by hand.
--
-- piaojue_desk  the application: desk, tracker and its side of the gate; never the box
-- piaojue_box   the ballot box: its inbox tables and its side of the gate; never the desk
-- Neither owns anything, so neither can drop a guard. Roles belong to the cluster: another database of the
-- same cluster may have made them.
DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'piaojue_desk') THEN
		CREATE ROLE piaojue_desk NOLOGIN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'piaojue_box') THEN
		CREATE ROLE piaojue_box NOLOGIN;
	END IF;
	-- The connections of both parts start as the owner and take their role at once.
	IF NOT pg_has_role(current_user, 'piaojue_desk', 'MEMBER') OR NOT pg_has_role(current_user, 'piaojue_desk', 'USAGE') THEN
		EXECUTE format('GRANT piaojue_desk TO %I', current_user);
	END IF;
	IF NOT pg_has_role(current_user, 'piaojue_box', 'MEMBER') OR NOT pg_has_role(current_user, 'piaojue_box', 'USAGE') THEN
		EXECUTE format('GRANT piaojue_box TO %I', current_user);
	END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA desk, tracker, gate TO piaojue_desk;
--> statement-breakpoint
GRANT USAGE ON SCHEMA box, gate TO piaojue_box;
--> statement-breakpoint
-- The desk reaches the box's schema only for the two functions it is granted below, never for a table.
GRANT USAGE ON SCHEMA box TO piaojue_desk;
--> statement-breakpoint

-- What the desk may do with its tables. Evidence is append-only.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA desk, tracker TO piaojue_desk;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON desk.audit, desk.draw, desk.signature, desk.round_roll, desk.round_result FROM piaojue_desk;
--> statement-breakpoint
GRANT UPDATE (result_hash) ON desk.round_result TO piaojue_desk;
--> statement-breakpoint
REVOKE DELETE ON desk.round, desk.card, desk.congress, desk.meeting FROM piaojue_desk;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON gate.round TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT, INSERT ON gate.parts TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT ON gate.release, gate.count, gate.archive TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT ON gate.round, gate.parts TO piaojue_box;
--> statement-breakpoint
GRANT SELECT, INSERT ON gate.release, gate.count, gate.archive, box.release TO piaojue_box;
--> statement-breakpoint
-- A void or aborted round keeps no releases.
GRANT DELETE ON gate.release, box.release TO piaojue_box;
--> statement-breakpoint

-- Row-level security: the application sees the one congress its transaction has named, and without a name none.
CREATE FUNCTION desk.current_congress() RETURNS uuid LANGUAGE sql STABLE
	AS $$ SELECT nullif(current_setting('piaojue.congress', true), '')::uuid $$;
--> statement-breakpoint
DO $$
DECLARE t record;
BEGIN
	FOR t IN
		SELECT c.table_schema, c.table_name FROM information_schema.columns c
		JOIN information_schema.tables b USING (table_schema, table_name)
		WHERE c.column_name = 'congress_id' AND c.table_schema IN ('desk', 'tracker') AND b.table_type = 'BASE TABLE'
			-- Read before anybody is known: a session by its hash, a screen by its token or code.
			AND c.table_name NOT IN ('session', 'hall_screen')
	LOOP
		EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', t.table_schema, t.table_name);
		EXECUTE format(
			'CREATE POLICY own_congress ON %I.%I TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress())',
			t.table_schema, t.table_name);
	END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE desk.congress ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.congress TO piaojue_desk USING (id = desk.current_congress()) WITH CHECK (id = desk.current_congress());
--> statement-breakpoint

-- The only ways to learn which congress a name, a card, a round or a session belongs to.
CREATE FUNCTION desk.find_staff(wanted text)
	RETURNS TABLE (id uuid, congress_id uuid, role text, password_hash text, disabled boolean)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT s.id, s.congress_id, s.role, s.password_hash, s.disabled FROM desk.staff s WHERE s.username = wanted $$;
--> statement-breakpoint
CREATE FUNCTION desk.find_card(wanted bytea)
	RETURNS TABLE (congress_id uuid, delegate_id uuid, public_key bytea, state text)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT c.congress_id, c.delegate_id, c.public_key, c.state FROM desk.card c WHERE c.card_id = wanted $$;
--> statement-breakpoint
CREATE FUNCTION desk.find_session(hash text)
	RETURNS TABLE (user_id text, congress_id uuid, card_id bytea, created_at timestamptz, expires_at timestamptz, actor jsonb)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT s.user_id, s.congress_id, s.card_id, s.created_at, s.expires_at,
			CASE WHEN s.user_id LIKE 'staff:%' THEN (
				SELECT jsonb_build_object('kind', 'staff', 'id', p.id, 'congressId', p.congress_id, 'role', p.role,
					'username', p.username, 'name', p.name, 'unit', p.unit, 'delegateNumber', d.number)
				FROM desk.staff p LEFT JOIN desk.delegate d ON d.id = p.delegate_id
				WHERE p.id = substr(s.user_id, 7)::uuid AND NOT p.disabled)
			ELSE (
				SELECT jsonb_build_object('kind', 'delegate', 'id', d.id, 'congressId', d.congress_id, 'role', 'delegate',
					'name', d.name, 'number', d.number, 'delegation', d.delegation, 'seat', d.seat)
				FROM desk.delegate d WHERE d.id = substr(s.user_id, 10)::uuid)
			END
		FROM desk.session s WHERE s.id = hash
	$$;
--> statement-breakpoint
CREATE FUNCTION desk.find_round(wanted uuid) RETURNS TABLE (congress_id uuid, meeting_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT r.congress_id, r.meeting_id FROM desk.round r WHERE r.id = wanted $$;
--> statement-breakpoint
CREATE FUNCTION desk.find_project(wanted uuid) RETURNS TABLE (congress_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT p.congress_id FROM tracker.project p WHERE p.id = wanted $$;
--> statement-breakpoint
-- Rounds that wait for the system and not for a person: the steward's work list.
CREATE FUNCTION desk.rounds_due() RETURNS TABLE (congress_id uuid, meeting_id uuid, round_id uuid, state text, closing_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT r.congress_id, r.meeting_id, r.id, r.state, r.closing_at FROM desk.round r
		WHERE (r.state IN ('open', 'paused') AND r.closing_at IS NOT NULL)
			OR (r.state = 'closed' AND EXISTS (SELECT FROM gate.count c WHERE c.round_id = r.id))
			OR (r.state = 'counted' AND EXISTS (
				SELECT FROM gate.archive a JOIN desk.round_result s ON s.round_id = a.round_id
				WHERE a.round_id = r.id AND s.result_hash IS NULL))
	$$;
--> statement-breakpoint

-- The public record: what has been announced, of every congress, and nothing else.
CREATE SCHEMA record;
--> statement-breakpoint
CREATE VIEW record.round AS
	SELECT r.id AS round_id, r.congress_id, r.meeting_id, c.name AS congress_name, m.name AS meeting_name, m.demonstration,
		r.title, r.announced_at
	FROM desk.round r JOIN desk.meeting m ON m.id = r.meeting_id JOIN desk.congress c ON c.id = r.congress_id
	WHERE r.state = 'announced';
--> statement-breakpoint
CREATE VIEW record.project AS
	SELECT p.*, r.congress_name, r.meeting_name, r.demonstration, r.announced_at
	FROM tracker.project p JOIN record.round r ON r.round_id = p.round_id;
--> statement-breakpoint
CREATE VIEW record.milestone AS
	SELECT m.* FROM tracker.milestone m JOIN record.project p ON p.id = m.project_id;
--> statement-breakpoint
GRANT USAGE ON SCHEMA record TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA record TO piaojue_desk;
--> statement-breakpoint

-- The audit chain can only grow at its end.
CREATE FUNCTION desk.audit_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
	SELECT a.seq, a.hash INTO last FROM desk.audit a WHERE a.meeting_id = NEW.meeting_id ORDER BY a.seq DESC LIMIT 1;
	IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
		RAISE EXCEPTION 'audit record % does not follow the last one', NEW.seq USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'audit_grows_at_its_end';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON desk.audit FOR EACH ROW EXECUTE FUNCTION desk.audit_grows_at_its_end();
--> statement-breakpoint

-- A round moves along the listed edges only, and what was frozen at make-ready stays as it was.
CREATE FUNCTION desk.round_moves_one_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[
		'draft>ready', 'ready>open', 'open>paused', 'paused>open', 'open>closed', 'paused>closed', 'closed>counted',
		'counted>certified', 'certified>announced', 'ready>aborted', 'open>aborted', 'paused>aborted', 'closed>aborted',
		'open>void', 'paused>void', 'closed>void', 'counted>void'])) THEN
		RAISE EXCEPTION 'a round does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'round_moves_one_way';
	END IF;
	IF OLD.state <> 'draft' AND (NEW.manifest, NEW.manifest_hash, NEW.fingerprint, NEW.rules, NEW.kind, NEW.title, NEW.receipt, NEW.meeting_id, NEW.sequence)
		IS DISTINCT FROM (OLD.manifest, OLD.manifest_hash, OLD.fingerprint, OLD.rules, OLD.kind, OLD.title, OLD.receipt, OLD.meeting_id, OLD.sequence) THEN
		RAISE EXCEPTION 'a round is frozen once it is ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'ready_is_frozen';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER round_moves_one_way BEFORE UPDATE ON desk.round FOR EACH ROW EXECUTE FUNCTION desk.round_moves_one_way();
--> statement-breakpoint
CREATE FUNCTION desk.ballot_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_in text;
BEGIN
	SELECT r.state INTO now_in FROM desk.round r WHERE r.id = coalesce(NEW.round_id, OLD.round_id);
	IF now_in <> 'draft' THEN
		RAISE EXCEPTION 'a ballot is frozen once its round is ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_is_frozen';
	END IF;
	RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER ballot_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON desk.round_candidate FOR EACH ROW EXECUTE FUNCTION desk.ballot_is_frozen();
--> statement-breakpoint
CREATE TRIGGER roll_is_frozen BEFORE INSERT ON desk.round_roll FOR EACH ROW EXECUTE FUNCTION desk.ballot_is_frozen();
--> statement-breakpoint

-- One advisory lock per round: draws and flushes share it, whoever moves the round owns it. A waiting owner is
-- served before later sharers, so casters can't starve the chair; a hash collision of two rounds only waits.
CREATE FUNCTION gate.share_round(r uuid) RETURNS void LANGUAGE sql
	AS $$ SELECT pg_advisory_xact_lock_shared(7301, hashtext(r::text)) $$;
--> statement-breakpoint
CREATE FUNCTION gate.own_round(r uuid) RETURNS void LANGUAGE sql
	AS $$ SELECT pg_advisory_xact_lock(7301, hashtext(r::text)) $$;
--> statement-breakpoint

-- The box's inbox of one round.
CREATE FUNCTION box.inbox(r uuid) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'box.inbox_' || replace(r::text, '-', '') $$;
--> statement-breakpoint
CREATE FUNCTION box.admit_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	EXECUTE format('CREATE TABLE %s (key bytea PRIMARY KEY, sealed bytea NOT NULL, leaf bytea NOT NULL)', box.inbox(r));
	EXECUTE format('ALTER TABLE %s ALTER sealed SET STORAGE MAIN', box.inbox(r));
	EXECUTE format('GRANT SELECT, INSERT ON %s TO piaojue_box', box.inbox(r));
END $$;
--> statement-breakpoint
-- Ballots in the box: a total, for the turnout.
CREATE FUNCTION box.cast_count(r uuid) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE n integer;
BEGIN
	SELECT c.returned INTO n FROM gate.count c WHERE c.round_id = r;
	IF n IS NULL AND to_regclass(box.inbox(r)) IS NOT NULL THEN
		EXECUTE format('SELECT count(*)::integer FROM %s', box.inbox(r)) INTO n;
	END IF;
	RETURN coalesce(n, 0);
END $$;
--> statement-breakpoint
-- One flush: one transaction, sorted rows, first come first kept. Answers with what is stored for the given keys.
CREATE FUNCTION box.store(r uuid, keys bytea[], seals bytea[], leaves bytea[], flusher text)
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
	IF now_in IN ('open', 'paused', 'closed', 'counted') THEN
		RETURN QUERY EXECUTE format('SELECT b.key, b.leaf FROM %s b WHERE b.key = ANY($1)', box.inbox(r)) USING keys;
	END IF;
END $$;
--> statement-breakpoint
-- One release while the round is open: what was shown and the sealed record go together.
CREATE FUNCTION box.record_release(r uuid, n integer, shown_released integer, shown integer[], record bytea) RETURNS boolean
	LANGUAGE plpgsql AS $$
BEGIN
	PERFORM gate.share_round(r);
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state = 'open') THEN
		RETURN false;
	END IF;
	INSERT INTO box.release VALUES (r, n, record);
	INSERT INTO gate.release VALUES (r, n, shown_released, shown);
	PERFORM pg_notify('box', r::text);
	RETURN true;
END $$;
--> statement-breakpoint
-- Seal: a rebuild in leaf order gives all rows one transaction and one order; the inbox goes.
CREATE FUNCTION box.seal_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state IN ('certified', 'announced')) THEN
		RAISE EXCEPTION 'a round is sealed after its certification';
	END IF;
	IF to_regclass(box.inbox(r)) IS NOT NULL THEN
		EXECUTE format('CREATE TABLE %s AS SELECT key, sealed, leaf FROM %s ORDER BY leaf', replace(box.inbox(r), 'inbox_', 'sealed_'), box.inbox(r));
		EXECUTE format('DROP TABLE %s', box.inbox(r));
	END IF;
	DELETE FROM box.release x WHERE x.round_id = r;
END $$;
--> statement-breakpoint
-- An aborted or void round's ballots are destroyed unopened.
CREATE FUNCTION box.discard_round(r uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM gate.round g WHERE g.round_id = r AND g.state IN ('aborted', 'void')) THEN
		RAISE EXCEPTION 'only an aborted or void round is discarded';
	END IF;
	EXECUTE format('DROP TABLE IF EXISTS %s', box.inbox(r));
	DELETE FROM box.release x WHERE x.round_id = r;
	DELETE FROM gate.release x WHERE x.round_id = r;
END $$;
--> statement-breakpoint
-- Rounds whose inbox still stands although they are over, or that wait for a count or an archive.
CREATE FUNCTION box.rounds_due() RETURNS TABLE (round_id uuid, state text, inbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT g.round_id, g.state, to_regclass(box.inbox(g.round_id)) IS NOT NULL FROM gate.round g
		WHERE g.state <> 'announced' AND g.state <> 'draft' OR to_regclass(box.inbox(g.round_id)) IS NOT NULL $$;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA desk, box, gate FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA desk TO piaojue_desk;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION gate.share_round(uuid), gate.own_round(uuid) TO piaojue_desk, piaojue_box;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION box.admit_round(uuid), box.cast_count(uuid) TO piaojue_desk;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION box.inbox(uuid), box.cast_count(uuid), box.store(uuid, bytea[], bytea[], bytea[], text),
	box.record_release(uuid, integer, integer, integer[], bytea), box.seal_round(uuid), box.discard_round(uuid), box.rounds_due() TO piaojue_box;
