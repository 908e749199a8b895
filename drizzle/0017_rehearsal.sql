-- What a tablet without a card may know: whether every current meeting of this installation is a rehearsal.
CREATE FUNCTION desk.only_rehearsed() RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$ SELECT coalesce(bool_and(m.rehearsal_of IS NOT NULL), false) FROM desk.meeting m WHERE m.current $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION desk.only_rehearsed() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION desk.only_rehearsed() TO piaojue_desk;
