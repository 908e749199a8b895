-- The desk may see which migrations the database has: /system compares them with those of its build.
GRANT USAGE ON SCHEMA drizzle TO piaojue_desk;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO piaojue_desk;
