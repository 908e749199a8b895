CREATE TABLE "desk"."candidate_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "candidate_file_kind" CHECK ("desk"."candidate_file"."kind" in ('picture', 'attachment'))
);
--> statement-breakpoint
CREATE TABLE "desk"."hall_stage" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"candidate_id" uuid,
	"page" integer DEFAULT 1 NOT NULL,
	"timer_ends_at" timestamp with time zone,
	CONSTRAINT "hall_stage_pk" PRIMARY KEY("meeting_id"),
	CONSTRAINT "hall_stage_mode" CHECK ("desk"."hall_stage"."mode" in ('auto', 'title', 'check-in', 'candidate', 'blank')),
	CONSTRAINT "hall_stage_candidate" CHECK (("desk"."hall_stage"."mode" = 'candidate') = ("desk"."hall_stage"."candidate_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "desk"."leave" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "leave_pk" PRIMARY KEY("meeting_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."paper_batch" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"batch" integer NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"chosen_teller_id" uuid,
	"reason" text,
	CONSTRAINT "paper_batch_pk" PRIMARY KEY("round_id","batch")
);
--> statement-breakpoint
CREATE TABLE "desk"."paper_box" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"printed" integer NOT NULL,
	"spoiled" integer NOT NULL,
	"returned" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "paper_box_pk" PRIMARY KEY("round_id"),
	CONSTRAINT "paper_box_counts" CHECK ("desk"."paper_box"."printed" >= 0 and "desk"."paper_box"."spoiled" >= 0 and "desk"."paper_box"."returned" >= 0)
);
--> statement-breakpoint
CREATE TABLE "desk"."paper_entry" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"batch" integer NOT NULL,
	"attempt" integer NOT NULL,
	"teller_id" uuid NOT NULL,
	"ballots" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "paper_entry_once" PRIMARY KEY("round_id","batch","attempt","teller_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."paper_ruling" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"batch" integer NOT NULL,
	"attempt" integer NOT NULL,
	"place" integer NOT NULL,
	"ballot" jsonb,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "ruled_once" PRIMARY KEY("round_id","batch","attempt","place")
);
--> statement-breakpoint
CREATE TABLE "desk"."script_line" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"step" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "script_line_pk" PRIMARY KEY("meeting_id","step")
);
--> statement-breakpoint
CREATE TABLE "desk"."settlement" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"elected" jsonb NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "settled_once" PRIMARY KEY("round_id"),
	CONSTRAINT "settlement_kind" CHECK ("desk"."settlement"."kind" in ('revote', 'second-round', 'lot', 'presidium', 'vacant', 'next-session'))
);
--> statement-breakpoint
CREATE TABLE "desk"."teller_signature" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "teller_signature_once" PRIMARY KEY("round_id","version","staff_id")
);
--> statement-breakpoint
-- Rows of an earlier build are version 1.
ALTER TABLE "desk"."round_result" ADD COLUMN "version" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "desk"."round_result" ALTER COLUMN "version" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "desk"."signature" ADD COLUMN "version" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "desk"."signature" ALTER COLUMN "version" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "gate"."archive" ADD COLUMN "version" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "gate"."archive" ALTER COLUMN "version" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "gate"."parts" ADD COLUMN "version" integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE "gate"."parts" ALTER COLUMN "version" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "desk"."round_result" ADD COLUMN "at" timestamp with time zone NOT NULL DEFAULT now();--> statement-breakpoint
ALTER TABLE "desk"."round_result" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "gate"."archive" DROP CONSTRAINT "archive_pkey";--> statement-breakpoint
ALTER TABLE "gate"."parts" DROP CONSTRAINT "parts_pkey";--> statement-breakpoint
ALTER TABLE "gate"."archive" ADD CONSTRAINT "gate_archive_pk" PRIMARY KEY("round_id","version");--> statement-breakpoint
ALTER TABLE "gate"."parts" ADD CONSTRAINT "gate_parts_pk" PRIMARY KEY("round_id","version");--> statement-breakpoint
ALTER TABLE "desk"."candidate" ADD COLUMN "scale" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD COLUMN "wants_paper" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD COLUMN "theme" text DEFAULT 'led' NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD COLUMN "picture_cm" integer;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD COLUMN "farthest_cm" integer;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "console_id" text;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "console_by" uuid;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "console_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "previous_id" uuid;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "paper_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "valid_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "valid_by" uuid;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "paper_done_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD COLUMN "paper_done_by" uuid;--> statement-breakpoint
ALTER TABLE "desk"."round_result" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "desk"."candidate_file" ADD CONSTRAINT "candidate_file_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."candidate_file" ADD CONSTRAINT "file_of_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."hall_stage" ADD CONSTRAINT "hall_stage_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."hall_stage" ADD CONSTRAINT "hall_stage_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."hall_stage" ADD CONSTRAINT "hall_stage_shows_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."leave" ADD CONSTRAINT "leave_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."leave" ADD CONSTRAINT "leave_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."leave" ADD CONSTRAINT "leave_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_batch" ADD CONSTRAINT "paper_batch_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_batch" ADD CONSTRAINT "paper_batch_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_box" ADD CONSTRAINT "paper_box_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_box" ADD CONSTRAINT "paper_box_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_entry" ADD CONSTRAINT "paper_entry_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_entry" ADD CONSTRAINT "paper_entry_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_entry" ADD CONSTRAINT "paper_entry_by_staff" FOREIGN KEY ("congress_id","teller_id") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_ruling" ADD CONSTRAINT "paper_ruling_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_ruling" ADD CONSTRAINT "paper_ruling_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."script_line" ADD CONSTRAINT "script_line_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."script_line" ADD CONSTRAINT "script_line_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."settlement" ADD CONSTRAINT "settlement_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."settlement" ADD CONSTRAINT "settlement_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."settlement" ADD CONSTRAINT "settlement_by_staff" FOREIGN KEY ("congress_id","by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."teller_signature" ADD CONSTRAINT "teller_signature_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."teller_signature" ADD CONSTRAINT "teller_signature_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."teller_signature" ADD CONSTRAINT "teller_signature_by_staff" FOREIGN KEY ("congress_id","staff_id") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_of_candidate" ON "desk"."candidate_file" USING btree ("candidate_id");--> statement-breakpoint
ALTER TABLE "desk"."round" ADD CONSTRAINT "round_follows" FOREIGN KEY ("congress_id","previous_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_result" DROP CONSTRAINT "round_result_pk";
--> statement-breakpoint
ALTER TABLE "desk"."round_result" ADD CONSTRAINT "round_result_pk" PRIMARY KEY("round_id","version");--> statement-breakpoint
ALTER TABLE "desk"."signature" DROP CONSTRAINT "signature_once";
--> statement-breakpoint
ALTER TABLE "desk"."signature" ADD CONSTRAINT "signature_once" PRIMARY KEY("round_id","version","delegate_id");--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD CONSTRAINT "hall_theme" CHECK ("desk"."hall_screen"."theme" in ('led', 'red', 'projector'));