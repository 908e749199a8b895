CREATE TABLE "desk"."archive_record" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"act" text NOT NULL,
	"files" jsonb NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"second_by" uuid,
	CONSTRAINT "archive_act" CHECK ("desk"."archive_record"."act" in ('download', 'hand-over', 'destruction'))
);
--> statement-breakpoint
CREATE TABLE "desk"."archive_term" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"destroy_on" date NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" uuid NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp with time zone,
	"destroyed_at" timestamp with time zone,
	"destroyed_by" uuid,
	CONSTRAINT "archive_term_pk" PRIMARY KEY("round_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."backup_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"drilled_at" timestamp with time zone,
	"drill_passed" boolean
);
--> statement-breakpoint
CREATE TABLE "desk"."congress_audit" (
	"congress_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" text NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" jsonb,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "congress_audit_pk" PRIMARY KEY("congress_id","seq")
);
--> statement-breakpoint
CREATE TABLE "desk"."device" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"checks" jsonb NOT NULL,
	"passed" boolean NOT NULL,
	"browser" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_number" UNIQUE("congress_id","kind","number"),
	CONSTRAINT "device_kind" CHECK ("desk"."device"."kind" in ('tablet', 'hall', 'desk'))
);
--> statement-breakpoint
CREATE TABLE "desk"."import_batch" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"counts" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "import_kind" CHECK ("desk"."import_batch"."kind" in ('deputies', 'candidates', 'cards'))
);
--> statement-breakpoint
CREATE TABLE "desk"."paper_print" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"round_id" uuid,
	"paper" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk"."password_reset" (
	"congress_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "password_reset_pk" PRIMARY KEY("staff_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."pending_reissue" (
	"congress_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"card_id" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_pending_reissue" PRIMARY KEY("congress_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."readiness_check" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"check" text NOT NULL,
	"passed" boolean NOT NULL,
	"measured" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "readiness_check_pk" PRIMARY KEY("meeting_id","check")
);
--> statement-breakpoint
CREATE TABLE "desk"."rehearsal" (
	"meeting_id" uuid NOT NULL,
	"congress_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" uuid NOT NULL,
	"simulated" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"report" jsonb,
	CONSTRAINT "rehearsal_pk" PRIMARY KEY("meeting_id"),
	CONSTRAINT "rehearsal_in_congress" UNIQUE("congress_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."rehearsal_card" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"card_id" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	CONSTRAINT "rehearsal_card_pk" PRIMARY KEY("card_id"),
	CONSTRAINT "rehearsal_card_public_key" UNIQUE("public_key"),
	CONSTRAINT "one_rehearsal_card" UNIQUE("meeting_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."rehearsal_step" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"step" text NOT NULL,
	"ms" integer NOT NULL,
	"trouble" text
);
--> statement-breakpoint
ALTER TABLE "desk"."staff" DROP CONSTRAINT "staff_role";--> statement-breakpoint
ALTER TABLE "desk"."card" ADD COLUMN "revoked_for" text;--> statement-breakpoint
ALTER TABLE "desk"."delegate" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "desk"."delegate" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "desk"."delegate" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "term" integer;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "session" integer;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "ends_on" date;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "agenda" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "rehearsal_of" uuid;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD COLUMN "copied_from" uuid;--> statement-breakpoint
ALTER TABLE "desk"."session" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "desk"."archive_record" ADD CONSTRAINT "archive_record_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."archive_record" ADD CONSTRAINT "archive_record_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."archive_term" ADD CONSTRAINT "archive_term_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."archive_term" ADD CONSTRAINT "archive_term_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."congress_audit" ADD CONSTRAINT "congress_audit_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."device" ADD CONSTRAINT "device_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."import_batch" ADD CONSTRAINT "import_batch_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."import_batch" ADD CONSTRAINT "import_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."import_batch" ADD CONSTRAINT "import_by_staff" FOREIGN KEY ("congress_id","by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_print" ADD CONSTRAINT "paper_print_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."paper_print" ADD CONSTRAINT "print_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."password_reset" ADD CONSTRAINT "password_reset_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."password_reset" ADD CONSTRAINT "password_reset_of_staff" FOREIGN KEY ("congress_id","staff_id") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_reissue" ADD CONSTRAINT "pending_reissue_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_reissue" ADD CONSTRAINT "reissue_for_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_reissue" ADD CONSTRAINT "reissue_by_staff" FOREIGN KEY ("congress_id","requested_by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."readiness_check" ADD CONSTRAINT "readiness_check_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."readiness_check" ADD CONSTRAINT "readiness_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal" ADD CONSTRAINT "rehearsal_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal" ADD CONSTRAINT "rehearsal_is_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal" ADD CONSTRAINT "rehearsal_by_staff" FOREIGN KEY ("congress_id","started_by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_card" ADD CONSTRAINT "rehearsal_card_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_card" ADD CONSTRAINT "card_of_rehearsal" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."rehearsal"("congress_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_card" ADD CONSTRAINT "rehearsal_card_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_step" ADD CONSTRAINT "rehearsal_step_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_step" ADD CONSTRAINT "step_of_rehearsal" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."rehearsal"("congress_id","meeting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."rehearsal_step" ADD CONSTRAINT "step_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "records_of_round" ON "desk"."archive_record" USING btree ("round_id","at");--> statement-breakpoint
CREATE INDEX "imports_of_meeting" ON "desk"."import_batch" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "prints_of_meeting" ON "desk"."paper_print" USING btree ("meeting_id","paper");--> statement-breakpoint
CREATE UNIQUE INDEX "password_reset_in_congress" ON "desk"."password_reset" USING btree ("congress_id","staff_id");--> statement-breakpoint
CREATE INDEX "steps_of_rehearsal" ON "desk"."rehearsal_step" USING btree ("meeting_id");--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD CONSTRAINT "rehearsal_of_meeting" FOREIGN KEY ("congress_id","rehearsal_of") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."staff" ADD CONSTRAINT "staff_role" CHECK ("desk"."staff"."role" in ('office', 'chair', 'chief-scrutineer', 'scrutineer', 'teller', 'department', 'supervision', 'system-admin', 'security-admin', 'audit-admin'));