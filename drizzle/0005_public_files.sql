-- Which congress a candidate's file belongs to, once a round with that candidate has been announced: the public may then see it.
CREATE FUNCTION desk.find_public_file(wanted uuid) RETURNS TABLE (congress_id uuid)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
	AS $$
		SELECT f.congress_id FROM desk.candidate_file f
		WHERE f.id = wanted AND EXISTS (
			SELECT FROM desk.round_candidate c JOIN desk.round r ON r.id = c.round_id
			WHERE c.candidate_id = f.candidate_id AND r.state = 'announced')
	$$;
