CREATE TABLE "desk"."round_presence" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	CONSTRAINT "round_presence_pk" PRIMARY KEY("round_id","delegate_id")
);
--> statement-breakpoint
ALTER TABLE "desk"."round_presence" ADD CONSTRAINT "round_presence_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_presence" ADD CONSTRAINT "presence_in_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_presence" ADD CONSTRAINT "presence_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT, INSERT ON desk.round_presence TO piaojue_desk;
--> statement-breakpoint
ALTER TABLE desk.round_presence ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_congress ON desk.round_presence TO piaojue_desk USING (congress_id = desk.current_congress()) WITH CHECK (congress_id = desk.current_congress());
--> statement-breakpoint
-- Rounds closed by an earlier build: who is checked in now is the best that is known.
INSERT INTO desk.round_presence (congress_id, round_id, delegate_id)
	SELECT r.congress_id, r.id, c.delegate_id FROM desk.round r JOIN desk.check_in c ON c.meeting_id = r.meeting_id
	WHERE r.closed_at IS NOT NULL;
