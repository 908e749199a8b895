-- By when a resident's message is looked at and answered, as its form promised: kept with the message, so that other
-- days in the settings and a longer holiday don't move what somebody was told.
ALTER TABLE "tracker"."feedback" ADD COLUMN "review_due_on" date;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD COLUMN "reply_due_on" date;--> statement-breakpoint
CREATE FUNCTION tracker.after_working_days(congress uuid, since date, days integer) RETURNS date
	LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
	SELECT d::date FROM generate_series(since + 1, since + 400, interval '1 day') d
	LEFT JOIN LATERAL (SELECT s."values" -> 'calendar' AS calendar FROM tracker.setting s
		WHERE s.congress_id = congress ORDER BY s.version DESC LIMIT 1) c ON true
	WHERE coalesce(c.calendar -> 'workdays' ? to_char(d, 'YYYY-MM-DD'), false) OR NOT (extract(isodow FROM d) > 5
		OR coalesce(c.calendar -> 'holidays' ? to_char(d, 'YYYY-MM-DD'), false))
	ORDER BY d OFFSET days - 1 LIMIT 1 $$;
--> statement-breakpoint
-- The forms of older builds promised 3 and 15 working days.
UPDATE tracker.feedback f SET
	review_due_on = tracker.after_working_days(f.congress_id, (f.at AT TIME ZONE 'Asia/Shanghai')::date, 3),
	reply_due_on = tracker.after_working_days(f.congress_id, (f.at AT TIME ZONE 'Asia/Shanghai')::date, 15);
--> statement-breakpoint
DROP FUNCTION tracker.after_working_days(uuid, date, integer);
--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ALTER COLUMN "review_due_on" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ALTER COLUMN "reply_due_on" SET NOT NULL;
