-- The audit log pages by time.
CREATE INDEX "audit_by_time" ON "desk"."audit" USING btree ("congress_id","at","seq");--> statement-breakpoint
CREATE INDEX "congress_audit_by_time" ON "desk"."congress_audit" USING btree ("congress_id","at","seq");--> statement-breakpoint

-- A session says of its member of staff whether the password is still one that somebody else chose: until it is
-- changed the session opens nothing else.
CREATE OR REPLACE FUNCTION desk.find_session(hash text)
	RETURNS TABLE (user_id text, congress_id uuid, card_id bytea, created_at timestamptz, expires_at timestamptz, actor jsonb)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT s.user_id, s.congress_id, s.card_id, s.created_at, s.expires_at,
			CASE WHEN s.user_id LIKE 'staff:%' THEN (
				SELECT jsonb_build_object('kind', 'staff', 'id', p.id, 'congressId', p.congress_id, 'role', p.role,
					'username', p.username, 'name', p.name, 'unit', p.unit, 'delegateNumber', d.number)
					|| CASE WHEN EXISTS (SELECT FROM desk.password_reset r WHERE r.staff_id = p.id)
						THEN '{"mustChangePassword": true}'::jsonb ELSE '{}'::jsonb END
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
-- Of some sessions, by their hashes, those that are alive: what a process asks of its open sockets.
CREATE FUNCTION desk.living_sessions(hashes text[], since timestamptz) RETURNS SETOF text
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT s.id FROM desk.session s WHERE s.id = ANY (hashes) AND s.expires_at > now() AND s.created_at > since
	$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION desk.living_sessions(text[], timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION desk.living_sessions(text[], timestamptz) TO piaojue_desk;
