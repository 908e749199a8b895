CREATE TABLE "tracker"."assignment" (
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"reference" text NOT NULL,
	"unit" text NOT NULL,
	"leader" text NOT NULL,
	"contact" text NOT NULL,
	"cooperating" jsonb NOT NULL,
	"target" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"plan_due_on" date NOT NULL,
	"requirement" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" uuid NOT NULL,
	CONSTRAINT "assignment_pk" PRIMARY KEY("project_id","version"),
	CONSTRAINT "assignment_ends_after_start" CHECK ("tracker"."assignment"."ends_on" >= "tracker"."assignment"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "tracker"."plan" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"congress_id" uuid NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"due_on" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL,
	CONSTRAINT "plan_state" CHECK ("tracker"."plan"."state" in ('draft', 'submitted', 'returned', 'approved')),
	CONSTRAINT "plan_return_has_reason" CHECK ("tracker"."plan"."state" <> 'returned' or "tracker"."plan"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "tracker"."plan_version" (
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"basis" uuid,
	"submitted_at" timestamp with time zone NOT NULL,
	"submitted_by" text NOT NULL,
	CONSTRAINT "plan_version_pk" PRIMARY KEY("project_id","version")
);
--> statement-breakpoint
CREATE TABLE "tracker"."reserve" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"approve" integer NOT NULL,
	"state" text DEFAULT 'kept' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reserve_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "reserve_of_candidate" UNIQUE("candidate_id"),
	CONSTRAINT "reserve_state" CHECK ("tracker"."reserve"."state" in ('kept', 'proposed', 'dropped', 'chosen'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."supervisor" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"part" text NOT NULL,
	"delegate_id" uuid,
	"name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "supervisor_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "supervisor_part" CHECK ("tracker"."supervisor"."part" in ('leader', 'presidium', 'deputy')),
	CONSTRAINT "supervising_deputy_is_known" CHECK ("tracker"."supervisor"."part" = 'leader' or "tracker"."supervisor"."delegate_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "tracker"."evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slot" text,
	"caption" text NOT NULL,
	"taken_on" date,
	"taken_from" text,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"sha256" "bytea" NOT NULL,
	"shown" boolean DEFAULT false NOT NULL,
	"report_id" uuid,
	"visit_id" uuid,
	"acceptance_id" uuid,
	"uploaded_at" timestamp with time zone NOT NULL,
	"uploaded_by" text NOT NULL,
	"delegate_id" uuid,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_for" text,
	CONSTRAINT "evidence_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "evidence_kind" CHECK ("tracker"."evidence"."kind" in ('photo', 'document')),
	CONSTRAINT "photo_has_slot_and_date" CHECK ("tracker"."evidence"."kind" = 'document' or ("tracker"."evidence"."slot" in ('before', 'during', 'after') and "tracker"."evidence"."taken_on" is not null and "tracker"."evidence"."taken_from" in ('camera', 'entered') and "tracker"."evidence"."caption" <> '')),
	CONSTRAINT "withdrawal_has_reason" CHECK (("tracker"."evidence"."withdrawn_at" is null) = (coalesce("tracker"."evidence"."withdrawn_for", '') = ''))
);
--> statement-breakpoint
CREATE TABLE "tracker"."history" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tracker"."history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"unit" text,
	"act" text NOT NULL,
	"subject_id" uuid,
	"changes" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tracker"."measure" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"percent" integer NOT NULL,
	"planned_fen" bigint NOT NULL,
	"arrived_fen" bigint NOT NULL,
	"paid_fen" bigint NOT NULL,
	"explanation" text DEFAULT '' NOT NULL,
	"correction" text DEFAULT '' NOT NULL,
	"report_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "measure_percent" CHECK ("tracker"."measure"."percent" between 0 and 100),
	CONSTRAINT "measure_money" CHECK ("tracker"."measure"."planned_fen" >= 0 and "tracker"."measure"."arrived_fen" >= 0 and "tracker"."measure"."paid_fen" >= 0),
	CONSTRAINT "paid_within_arrived" CHECK ("tracker"."measure"."paid_fen" <= "tracker"."measure"."arrived_fen" or "tracker"."measure"."explanation" <> '')
);
--> statement-breakpoint
CREATE TABLE "tracker"."report" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"month" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	CONSTRAINT "report_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "report_of_month" UNIQUE("project_id","month"),
	CONSTRAINT "report_month" CHECK ("tracker"."report"."month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "report_state" CHECK ("tracker"."report"."state" in ('draft', 'submitted', 'returned', 'approved')),
	CONSTRAINT "report_return_has_reason" CHECK ("tracker"."report"."state" <> 'returned' or "tracker"."report"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "tracker"."report_version" (
	"congress_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"submitted_by" text NOT NULL,
	CONSTRAINT "report_version_pk" PRIMARY KEY("report_id","version")
);
--> statement-breakpoint
CREATE TABLE "tracker"."calendar_key" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "calendar_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "tracker"."light_change" (
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"since" date NOT NULL,
	"light" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"rules_version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "light_change_pk" PRIMARY KEY("project_id","seq")
);
--> statement-breakpoint
CREATE TABLE "tracker"."light_rules" (
	"congress_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "light_rules_pk" PRIMARY KEY("congress_id","version")
);
--> statement-breakpoint
CREATE TABLE "tracker"."reminder" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"stage" integer NOT NULL,
	"unit" text,
	"text" text NOT NULL,
	"due_on" date,
	"escalated" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "reminder_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "reminded_once" UNIQUE NULLS NOT DISTINCT("subject_id","kind","stage")
);
--> statement-breakpoint
CREATE TABLE "tracker"."reminder_read" (
	"congress_id" uuid NOT NULL,
	"reminder_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "read_once" PRIMARY KEY("reminder_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "tracker"."standing" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"congress_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"light" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"rules_version" integer NOT NULL,
	"percent" integer NOT NULL,
	"planned_percent" integer NOT NULL,
	"planned_fen" bigint NOT NULL,
	"arrived_fen" bigint NOT NULL,
	"paid_fen" bigint NOT NULL,
	"overdue_days" integer NOT NULL,
	"late_report_days" integer NOT NULL,
	"next_name" text,
	"next_on" date,
	"as_of" date,
	"computed_on" date NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "standing_light" CHECK ("tracker"."standing"."light" in ('grey', 'green', 'yellow', 'red', 'blue', 'orange')),
	CONSTRAINT "standing_percent" CHECK ("tracker"."standing"."percent" between 0 and 100 and "tracker"."standing"."planned_percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "tracker"."setting" (
	"congress_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"values" jsonb NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "setting_pk" PRIMARY KEY("congress_id","version")
);
--> statement-breakpoint
CREATE TABLE "tracker"."follow" (
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "follow_once" PRIMARY KEY("delegate_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "tracker"."supervision_act" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"held_on" date NOT NULL,
	"text" text NOT NULL,
	"people" text DEFAULT '' NOT NULL,
	"due_on" date,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_for" text,
	CONSTRAINT "supervision_act_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "supervision_act_kind" CHECK ("tracker"."supervision_act"."kind" in ('notice', 'talk', 'inquiry')),
	CONSTRAINT "supervision_act_state" CHECK ("tracker"."supervision_act"."state" in ('open', 'replied', 'closed')),
	CONSTRAINT "notice_has_term" CHECK ("tracker"."supervision_act"."kind" <> 'notice' or "tracker"."supervision_act"."due_on" is not null),
	CONSTRAINT "closing_has_words" CHECK (("tracker"."supervision_act"."state" = 'closed') = (coalesce("tracker"."supervision_act"."closed_for", '') <> ''))
);
--> statement-breakpoint
CREATE TABLE "tracker"."supervision_reply" (
	"congress_id" uuid NOT NULL,
	"act_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "supervision_reply_pk" PRIMARY KEY("act_id","number")
);
--> statement-breakpoint
CREATE TABLE "tracker"."visit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"visited_on" date NOT NULL,
	"companions" jsonb NOT NULL,
	"found" text NOT NULL,
	"opinion" text NOT NULL,
	"reply_due_on" date,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "visit_kind" CHECK ("tracker"."visit"."kind" in ('visit', 'opinion')),
	CONSTRAINT "visit_says_something" CHECK ("tracker"."visit"."found" <> '' or "tracker"."visit"."opinion" <> ''),
	CONSTRAINT "reply_is_to_an_opinion" CHECK (("tracker"."visit"."reply_due_on" is not null) = ("tracker"."visit"."opinion" <> ''))
);
--> statement-breakpoint
CREATE TABLE "tracker"."visit_rating" (
	"congress_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"grade" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"reply_due_on" date,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_rating_pk" PRIMARY KEY("visit_id","number"),
	CONSTRAINT "visit_grade" CHECK ("tracker"."visit_rating"."grade" in ('satisfied', 'basic', 'dissatisfied'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."visit_reply" (
	"congress_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "visit_reply_pk" PRIMARY KEY("visit_id","number")
);
--> statement-breakpoint
CREATE TABLE "tracker"."acceptance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"accepted_on" date NOT NULL,
	"conclusion" text NOT NULL,
	"people" text NOT NULL,
	"text" text NOT NULL,
	"final_fen" bigint,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"submitted_by" text NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	CONSTRAINT "acceptance_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "acceptance_version" UNIQUE("project_id","version"),
	CONSTRAINT "acceptance_state" CHECK ("tracker"."acceptance"."state" in ('submitted', 'approved', 'returned')),
	CONSTRAINT "acceptance_conclusion" CHECK ("tracker"."acceptance"."conclusion" in ('pass', 'rectify')),
	CONSTRAINT "acceptance_return_has_reason" CHECK ("tracker"."acceptance"."state" <> 'returned' or "tracker"."acceptance"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "tracker"."change_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"reason" text NOT NULL,
	"authority" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"decision" text DEFAULT '' NOT NULL,
	"decided_on" date,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "change_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "change_kind" CHECK ("tracker"."change_request"."kind" in ('date', 'content', 'budget', 'replace')),
	CONSTRAINT "change_state" CHECK ("tracker"."change_request"."state" in ('asked', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "change_has_reason" CHECK ("tracker"."change_request"."reason" <> ''),
	CONSTRAINT "change_needs_decision" CHECK ("tracker"."change_request"."state" not in ('approved', 'refused') or ("tracker"."change_request"."decision" <> '' and "tracker"."change_request"."decided_on" is not null and "tracker"."change_request"."decided_by" is not null)),
	CONSTRAINT "replacing_needs_congress" CHECK ("tracker"."change_request"."kind" <> 'replace' or "tracker"."change_request"."authority" = 'congress'),
	CONSTRAINT "change_authority" CHECK ("tracker"."change_request"."authority" in ('presidium', 'congress'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."correction" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "correction_has_reason" CHECK ("tracker"."correction"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "tracker"."feedback" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"text" text NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"reply" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"replied_at" timestamp with time zone,
	CONSTRAINT "feedback_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "feedback_state" CHECK ("tracker"."feedback"."state" in ('waiting', 'shown', 'kept-back')),
	CONSTRAINT "keeping_back_has_reason" CHECK ("tracker"."feedback"."state" <> 'kept-back' or "tracker"."feedback"."reason" <> ''),
	CONSTRAINT "feedback_says_something" CHECK (length("tracker"."feedback"."text") between 1 and 2000 and length("tracker"."feedback"."contact") <= 100)
);
--> statement-breakpoint
CREATE TABLE "tracker"."feedback_day" (
	"congress_id" uuid NOT NULL,
	"day" date NOT NULL,
	"sender" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "feedback_day_pk" PRIMARY KEY("congress_id","day","sender")
);
--> statement-breakpoint
CREATE TABLE "tracker"."resident_rating" (
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"sender" text NOT NULL,
	"grade" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "rated_once" PRIMARY KEY("project_id","sender"),
	CONSTRAINT "resident_grade" CHECK ("tracker"."resident_rating"."grade" in ('satisfied', 'basic', 'dissatisfied'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."survey" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"meeting_id" uuid NOT NULL,
	"round_id" uuid,
	"base" text NOT NULL,
	"rule" text NOT NULL,
	"setting_version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"announced_at" timestamp with time zone,
	CONSTRAINT "survey_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "survey_of_round" UNIQUE("round_id"),
	CONSTRAINT "survey_base" CHECK ("tracker"."survey"."base" in ('all', 'present')),
	CONSTRAINT "survey_rule" CHECK ("tracker"."survey"."rule" in ('majority', 'joint-rate'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."survey_item" (
	"congress_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "survey_item_pk" PRIMARY KEY("survey_id","project_id"),
	CONSTRAINT "survey_item_candidate" UNIQUE("survey_id","candidate_id")
);
--> statement-breakpoint
CREATE TABLE "tracker"."survey_result" (
	"congress_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"satisfied" integer NOT NULL,
	"basic" integer NOT NULL,
	"dissatisfied" integer NOT NULL,
	"blank" integer NOT NULL,
	"base" text NOT NULL,
	"base_number" integer NOT NULL,
	"rule" text NOT NULL,
	"grade" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "survey_result_pk" PRIMARY KEY("survey_id","project_id"),
	CONSTRAINT "survey_counts" CHECK ("tracker"."survey_result"."satisfied" >= 0 and "tracker"."survey_result"."basic" >= 0 and "tracker"."survey_result"."dissatisfied" >= 0 and "tracker"."survey_result"."blank" >= 0 and "tracker"."survey_result"."satisfied" + "tracker"."survey_result"."basic" + "tracker"."survey_result"."dissatisfied" + "tracker"."survey_result"."blank" <= "tracker"."survey_result"."base_number"),
	CONSTRAINT "survey_grade_follows" CHECK ("tracker"."survey_result"."rule" <> 'majority' or "tracker"."survey_result"."grade" = case when 2 * "tracker"."survey_result"."satisfied" > "tracker"."survey_result"."base_number" then 'satisfied' when 2 * ("tracker"."survey_result"."satisfied" + "tracker"."survey_result"."basic") > "tracker"."survey_result"."base_number" then 'basic' else 'dissatisfied' end)
);
--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD COLUMN "stage" text DEFAULT 'main' NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD COLUMN "first_planned_on" date;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD COLUMN "dropped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD COLUMN "year" integer;--> statement-breakpoint
UPDATE "tracker"."project" p SET "year" = extract(year FROM coalesce(p."ends_on", r."announced_at" AT TIME ZONE 'Asia/Shanghai')) FROM "desk"."round" r WHERE r."id" = p."round_id";--> statement-breakpoint
ALTER TABLE "tracker"."project" ALTER COLUMN "year" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD COLUMN "result_hash" "bytea";--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD COLUMN "change_id" uuid;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tracker"."assignment" ADD CONSTRAINT "assignment_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."assignment" ADD CONSTRAINT "assignment_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."plan" ADD CONSTRAINT "plan_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."plan" ADD CONSTRAINT "plan_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."plan_version" ADD CONSTRAINT "plan_version_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."plan_version" ADD CONSTRAINT "plan_version_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reserve" ADD CONSTRAINT "reserve_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reserve" ADD CONSTRAINT "reserve_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reserve" ADD CONSTRAINT "reserve_was_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervisor" ADD CONSTRAINT "supervisor_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervisor" ADD CONSTRAINT "supervisor_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervisor" ADD CONSTRAINT "supervisor_is_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_of_report" FOREIGN KEY ("congress_id","report_id") REFERENCES "tracker"."report"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_belongs_to_visit" FOREIGN KEY ("congress_id","visit_id") REFERENCES "tracker"."visit"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_belongs_to_acceptance" FOREIGN KEY ("congress_id","acceptance_id") REFERENCES "tracker"."acceptance"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."evidence" ADD CONSTRAINT "evidence_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."history" ADD CONSTRAINT "history_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."history" ADD CONSTRAINT "history_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."measure" ADD CONSTRAINT "measure_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."measure" ADD CONSTRAINT "measure_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."measure" ADD CONSTRAINT "measure_of_report" FOREIGN KEY ("congress_id","report_id") REFERENCES "tracker"."report"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."report" ADD CONSTRAINT "report_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."report" ADD CONSTRAINT "report_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."report_version" ADD CONSTRAINT "report_version_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."report_version" ADD CONSTRAINT "version_of_report" FOREIGN KEY ("congress_id","report_id") REFERENCES "tracker"."report"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."calendar_key" ADD CONSTRAINT "calendar_key_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."light_change" ADD CONSTRAINT "light_change_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."light_change" ADD CONSTRAINT "light_change_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."light_rules" ADD CONSTRAINT "light_rules_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reminder" ADD CONSTRAINT "reminder_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reminder" ADD CONSTRAINT "reminder_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reminder_read" ADD CONSTRAINT "reminder_read_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reminder_read" ADD CONSTRAINT "read_of_reminder" FOREIGN KEY ("congress_id","reminder_id") REFERENCES "tracker"."reminder"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."reminder_read" ADD CONSTRAINT "read_by_staff" FOREIGN KEY ("congress_id","staff_id") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."standing" ADD CONSTRAINT "standing_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."standing" ADD CONSTRAINT "standing_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."setting" ADD CONSTRAINT "setting_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."follow" ADD CONSTRAINT "follow_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."follow" ADD CONSTRAINT "follow_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."follow" ADD CONSTRAINT "follow_by_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervision_act" ADD CONSTRAINT "supervision_act_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervision_act" ADD CONSTRAINT "supervision_act_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervision_reply" ADD CONSTRAINT "supervision_reply_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."supervision_reply" ADD CONSTRAINT "reply_to_act" FOREIGN KEY ("congress_id","act_id") REFERENCES "tracker"."supervision_act"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit" ADD CONSTRAINT "visit_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit" ADD CONSTRAINT "visit_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit" ADD CONSTRAINT "visit_by_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit_rating" ADD CONSTRAINT "visit_rating_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit_rating" ADD CONSTRAINT "rating_of_visit" FOREIGN KEY ("congress_id","visit_id") REFERENCES "tracker"."visit"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit_reply" ADD CONSTRAINT "visit_reply_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."visit_reply" ADD CONSTRAINT "reply_to_visit" FOREIGN KEY ("congress_id","visit_id") REFERENCES "tracker"."visit"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."acceptance" ADD CONSTRAINT "acceptance_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."change_request" ADD CONSTRAINT "change_request_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."change_request" ADD CONSTRAINT "change_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."correction" ADD CONSTRAINT "correction_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."correction" ADD CONSTRAINT "correction_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "feedback_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."feedback" ADD CONSTRAINT "feedback_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."feedback_day" ADD CONSTRAINT "feedback_day_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."resident_rating" ADD CONSTRAINT "resident_rating_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."resident_rating" ADD CONSTRAINT "rating_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey" ADD CONSTRAINT "survey_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey" ADD CONSTRAINT "survey_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey" ADD CONSTRAINT "survey_by_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_item" ADD CONSTRAINT "survey_item_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_item" ADD CONSTRAINT "item_of_survey" FOREIGN KEY ("congress_id","survey_id") REFERENCES "tracker"."survey"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_item" ADD CONSTRAINT "item_is_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_item" ADD CONSTRAINT "item_is_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_result" ADD CONSTRAINT "survey_result_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_result" ADD CONSTRAINT "result_of_survey" FOREIGN KEY ("congress_id","survey_id") REFERENCES "tracker"."survey"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."survey_result" ADD CONSTRAINT "survey_result_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_list" ON "tracker"."assignment" USING btree ("congress_id","project_id");--> statement-breakpoint
CREATE INDEX "plan_list" ON "tracker"."plan" USING btree ("congress_id","state");--> statement-breakpoint
CREATE INDEX "reserve_list" ON "tracker"."reserve" USING btree ("congress_id","year","number");--> statement-breakpoint
CREATE UNIQUE INDEX "supervisor_once" ON "tracker"."supervisor" USING btree ("project_id","part","name") WHERE "tracker"."supervisor"."until" is null;--> statement-breakpoint
CREATE INDEX "supervisor_of_delegate" ON "tracker"."supervisor" USING btree ("congress_id","delegate_id");--> statement-breakpoint
CREATE INDEX "evidence_list" ON "tracker"."evidence" USING btree ("project_id","kind","taken_on");--> statement-breakpoint
CREATE INDEX "evidence_of_visit" ON "tracker"."evidence" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "evidence_of_acceptance" ON "tracker"."evidence" USING btree ("acceptance_id");--> statement-breakpoint
CREATE INDEX "history_list" ON "tracker"."history" USING btree ("project_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "history_recent" ON "tracker"."history" USING btree ("congress_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "measure_newest" ON "tracker"."measure" USING btree ("project_id","as_of" DESC NULLS LAST,"at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "measure_list" ON "tracker"."measure" USING btree ("congress_id","as_of");--> statement-breakpoint
CREATE INDEX "report_list" ON "tracker"."report" USING btree ("congress_id","state","due_on");--> statement-breakpoint
CREATE INDEX "calendar_of_unit" ON "tracker"."calendar_key" USING btree ("congress_id","unit");--> statement-breakpoint
CREATE INDEX "light_change_by_day" ON "tracker"."light_change" USING btree ("congress_id","since");--> statement-breakpoint
CREATE INDEX "inbox_of_unit" ON "tracker"."reminder" USING btree ("congress_id","unit","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "standing_list" ON "tracker"."standing" USING btree ("congress_id","year","light");--> statement-breakpoint
CREATE INDEX "standing_public" ON "tracker"."standing" USING btree ("year","light");--> statement-breakpoint
CREATE INDEX "standing_stale" ON "tracker"."standing" USING btree ("computed_on");--> statement-breakpoint
CREATE INDEX "supervision_act_list" ON "tracker"."supervision_act" USING btree ("congress_id","state","due_on");--> statement-breakpoint
CREATE INDEX "supervision_act_of_project_list" ON "tracker"."supervision_act" USING btree ("project_id","held_on");--> statement-breakpoint
CREATE INDEX "visit_list" ON "tracker"."visit" USING btree ("project_id","visited_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "visit_of_deputy" ON "tracker"."visit" USING btree ("congress_id","delegate_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "visit_reply_due" ON "tracker"."visit" USING btree ("congress_id","reply_due_on");--> statement-breakpoint
CREATE INDEX "change_list" ON "tracker"."change_request" USING btree ("congress_id","state","asked_at");--> statement-breakpoint
CREATE INDEX "change_of_project_list" ON "tracker"."change_request" USING btree ("project_id","asked_at");--> statement-breakpoint
CREATE INDEX "correction_list" ON "tracker"."correction" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "feedback_list" ON "tracker"."feedback" USING btree ("congress_id","state","at");--> statement-breakpoint
CREATE INDEX "feedback_of_project_list" ON "tracker"."feedback" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "survey_list" ON "tracker"."survey" USING btree ("congress_id","year");--> statement-breakpoint
CREATE INDEX "survey_result_of_project_list" ON "tracker"."survey_result" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "milestone_of_project_by_date" ON "tracker"."milestone" USING btree ("project_id","planned_on");--> statement-breakpoint
CREATE INDEX "milestone_due" ON "tracker"."milestone" USING btree ("congress_id","planned_on") WHERE "tracker"."milestone"."done_on" is null and "tracker"."milestone"."dropped_at" is null;--> statement-breakpoint
CREATE INDEX "project_list" ON "tracker"."project" USING btree ("congress_id","year","number");--> statement-breakpoint
CREATE INDEX "project_public_list" ON "tracker"."project" USING btree ("year","congress_id","number");--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD CONSTRAINT "milestone_in_congress" UNIQUE("congress_id","id");--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD CONSTRAINT "milestone_stage" CHECK ("tracker"."milestone"."stage" in ('preparation', 'tender', 'start', 'main', 'finish', 'acceptance', 'handover'));