CREATE TABLE "desk"."tablet_seen" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "tablet_seen_pk" PRIMARY KEY("meeting_id","delegate_id")
);
--> statement-breakpoint
ALTER TABLE "desk"."tablet_seen" ADD CONSTRAINT "tablet_seen_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."tablet_seen" ADD CONSTRAINT "tablet_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."tablet_seen" ADD CONSTRAINT "tablet_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON desk.tablet_seen TO piaojue_desk;
--> statement-breakpoint
ALTER TABLE desk.tablet_seen ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.tablet_seen TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress());
