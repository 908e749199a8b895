-- How many devices of a kind the office counts on, so that one that nobody checked is missed.
CREATE TABLE "desk"."device_count" (
	"congress_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "device_count_pk" PRIMARY KEY("congress_id","kind"),
	CONSTRAINT "device_count_kind" CHECK ("desk"."device_count"."kind" in ('tablet', 'hall', 'desk')),
	CONSTRAINT "device_count_range" CHECK ("desk"."device_count"."count" between 0 and 9999)
);
--> statement-breakpoint
ALTER TABLE "desk"."device_count" ADD CONSTRAINT "device_count_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE desk.device_count ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.device_count TO piaojue_desk
	USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.device_count TO piaojue_desk;
