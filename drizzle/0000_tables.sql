CREATE SCHEMA "desk";
--> statement-breakpoint
CREATE SCHEMA "tracker";
--> statement-breakpoint
CREATE SCHEMA "box";
--> statement-breakpoint
CREATE SCHEMA "gate";
--> statement-breakpoint
CREATE TABLE "desk"."audit" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" text NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" jsonb,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_pk" PRIMARY KEY("meeting_id","seq")
);
--> statement-breakpoint
CREATE TABLE "desk"."candidate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"category" text NOT NULL,
	"place" text NOT NULL,
	"content" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"year_fen" bigint NOT NULL,
	"funding" text NOT NULL,
	"unit" text NOT NULL,
	"leader" text NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"beneficiaries" text NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "candidate_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "candidate_number" UNIQUE("meeting_id","number"),
	CONSTRAINT "candidate_money" CHECK ("desk"."candidate"."total_fen" >= 0 and "desk"."candidate"."year_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "desk"."card" (
	"congress_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"card_id" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	"state" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "card_pk" PRIMARY KEY("card_id"),
	CONSTRAINT "card_public_key" UNIQUE("public_key"),
	CONSTRAINT "card_state" CHECK ("desk"."card"."state" in ('issued', 'active', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "desk"."check_in" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "check_in_pk" PRIMARY KEY("meeting_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."congress" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk"."delegate" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"delegation" text NOT NULL,
	"seat" text NOT NULL,
	CONSTRAINT "delegate_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "delegate_number" UNIQUE("congress_id","number")
);
--> statement-breakpoint
CREATE TABLE "desk"."draw" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"channel" text NOT NULL,
	"card_public_key" "bytea",
	"blinded" "bytea",
	"signature" "bytea",
	CONSTRAINT "draw_once" PRIMARY KEY("round_id","delegate_id"),
	CONSTRAINT "draw_number_once" UNIQUE("round_id","number"),
	CONSTRAINT "draw_channel" CHECK (("desk"."draw"."channel" = 'electronic' and "desk"."draw"."card_public_key" is not null and "desk"."draw"."blinded" is not null and "desk"."draw"."signature" is not null)
				or ("desk"."draw"."channel" = 'paper' and "desk"."draw"."card_public_key" is null and "desk"."draw"."blinded" is null and "desk"."draw"."signature" is null))
);
--> statement-breakpoint
CREATE TABLE "desk"."hall_screen" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"congress_id" uuid,
	"meeting_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"paired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "desk"."login_challenge" (
	"nonce_hash" "bytea" PRIMARY KEY NOT NULL,
	"card_id" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk"."meeting" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"name" text NOT NULL,
	"held_on" date NOT NULL,
	"venue" text NOT NULL,
	"current" boolean DEFAULT false NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"roll_version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "meeting_in_congress" UNIQUE("congress_id","id")
);
--> statement-breakpoint
CREATE TABLE "desk"."pending_act" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"act" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text,
	CONSTRAINT "one_pending_act" PRIMARY KEY("round_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."round" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"rules" jsonb NOT NULL,
	"receipt" text DEFAULT 'presence' NOT NULL,
	"manifest" jsonb,
	"manifest_hash" "bytea",
	"fingerprint" text,
	"ready_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"closing_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"present" integer,
	"reason" text,
	CONSTRAINT "round_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "round_sequence" UNIQUE("meeting_id","sequence"),
	CONSTRAINT "round_state" CHECK ("desk"."round"."state" in ('draft', 'ready', 'open', 'paused', 'closed', 'counted', 'certified', 'announced', 'void', 'aborted')),
	CONSTRAINT "ready_is_frozen" CHECK ("desk"."round"."state" = 'draft' or ("desk"."round"."manifest" is not null and "desk"."round"."manifest_hash" is not null and "desk"."round"."fingerprint" is not null))
);
--> statement-breakpoint
CREATE TABLE "desk"."round_candidate" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" jsonb,
	CONSTRAINT "round_candidate_pk" PRIMARY KEY("round_id","candidate_id"),
	CONSTRAINT "round_candidate_number" UNIQUE("round_id","number")
);
--> statement-breakpoint
CREATE TABLE "desk"."round_result" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"result" jsonb NOT NULL,
	"result_json" text NOT NULL,
	"root" "bytea" NOT NULL,
	"audit_head" "bytea" NOT NULL,
	"audit_count" integer NOT NULL,
	"result_hash" "bytea",
	CONSTRAINT "round_result_pk" PRIMARY KEY("round_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."round_roll" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"card_public_key" "bytea" NOT NULL,
	CONSTRAINT "round_roll_pk" PRIMARY KEY("round_id","delegate_id"),
	CONSTRAINT "round_roll_number" UNIQUE("round_id","number")
);
--> statement-breakpoint
CREATE TABLE "desk"."scrutineer" (
	"congress_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"chief" boolean DEFAULT false NOT NULL,
	CONSTRAINT "scrutineer_pk" PRIMARY KEY("meeting_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"congress_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"card_id" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk"."sign_in_failure" (
	"username" text NOT NULL,
	"address" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_failure_pk" PRIMARY KEY("username","address")
);
--> statement-breakpoint
CREATE TABLE "desk"."signature" (
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "signature_once" PRIMARY KEY("round_id","delegate_id")
);
--> statement-breakpoint
CREATE TABLE "desk"."staff" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"username" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"delegate_id" uuid,
	"disabled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "staff_username" UNIQUE("username"),
	CONSTRAINT "staff_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "staff_role" CHECK ("desk"."staff"."role" in ('office', 'chair', 'chief-scrutineer', 'scrutineer', 'teller', 'department', 'supervision'))
);
--> statement-breakpoint
CREATE TABLE "tracker"."milestone" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"planned_on" date NOT NULL,
	"done_on" date,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "milestone_pk" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "tracker"."project" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"congress_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"content" text NOT NULL,
	"place" text NOT NULL,
	"beneficiaries" text NOT NULL,
	"unit" text NOT NULL,
	"leader" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"year_fen" bigint NOT NULL,
	"funding" text NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"approve" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "project_in_congress" UNIQUE("congress_id","id"),
	CONSTRAINT "project_of_candidate" UNIQUE("round_id","candidate_id"),
	CONSTRAINT "project_money" CHECK ("tracker"."project"."total_fen" >= 0 and "tracker"."project"."year_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "gate"."archive" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"sealed_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate"."count" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"returned" integer NOT NULL,
	"approve" integer[] NOT NULL,
	"against" integer[] NOT NULL,
	"abstain" integer[] NOT NULL,
	"root" text NOT NULL,
	"leaves" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate"."parts" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"audit" text NOT NULL,
	"draws" text NOT NULL,
	"paper" text NOT NULL,
	"roll" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate"."release" (
	"round_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"released" integer NOT NULL,
	"approve" integer[] NOT NULL,
	CONSTRAINT "gate_release_pk" PRIMARY KEY("round_id","seq")
);
--> statement-breakpoint
CREATE TABLE "gate"."round" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"closing_at" timestamp with time zone,
	"manifest" text NOT NULL,
	"drawn_at_opening" integer
);
--> statement-breakpoint
CREATE TABLE "box"."release" (
	"round_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "release_pk" PRIMARY KEY("round_id","seq")
);
--> statement-breakpoint
ALTER TABLE "desk"."audit" ADD CONSTRAINT "audit_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."audit" ADD CONSTRAINT "audit_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."candidate" ADD CONSTRAINT "candidate_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."candidate" ADD CONSTRAINT "candidate_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."card" ADD CONSTRAINT "card_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."card" ADD CONSTRAINT "card_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD CONSTRAINT "check_in_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD CONSTRAINT "check_in_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD CONSTRAINT "check_in_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."check_in" ADD CONSTRAINT "check_in_by_staff" FOREIGN KEY ("congress_id","by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."delegate" ADD CONSTRAINT "delegate_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."draw" ADD CONSTRAINT "draw_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."draw" ADD CONSTRAINT "draw_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."draw" ADD CONSTRAINT "draw_by_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD CONSTRAINT "hall_screen_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."hall_screen" ADD CONSTRAINT "hall_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."meeting" ADD CONSTRAINT "meeting_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_act" ADD CONSTRAINT "pending_act_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_act" ADD CONSTRAINT "pending_act_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."pending_act" ADD CONSTRAINT "pending_act_by_staff" FOREIGN KEY ("congress_id","requested_by") REFERENCES "desk"."staff"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD CONSTRAINT "round_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round" ADD CONSTRAINT "round_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_candidate" ADD CONSTRAINT "round_candidate_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_candidate" ADD CONSTRAINT "round_candidate_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_candidate" ADD CONSTRAINT "round_candidate_is_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_result" ADD CONSTRAINT "round_result_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_result" ADD CONSTRAINT "result_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_roll" ADD CONSTRAINT "round_roll_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_roll" ADD CONSTRAINT "round_roll_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."round_roll" ADD CONSTRAINT "round_roll_of_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."scrutineer" ADD CONSTRAINT "scrutineer_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."scrutineer" ADD CONSTRAINT "scrutineer_of_meeting" FOREIGN KEY ("congress_id","meeting_id") REFERENCES "desk"."meeting"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."scrutineer" ADD CONSTRAINT "scrutineer_is_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."session" ADD CONSTRAINT "session_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."signature" ADD CONSTRAINT "signature_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."signature" ADD CONSTRAINT "signature_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."signature" ADD CONSTRAINT "signature_by_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."staff" ADD CONSTRAINT "staff_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk"."staff" ADD CONSTRAINT "staff_is_delegate" FOREIGN KEY ("congress_id","delegate_id") REFERENCES "desk"."delegate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD CONSTRAINT "milestone_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."milestone" ADD CONSTRAINT "milestone_of_project" FOREIGN KEY ("congress_id","project_id") REFERENCES "tracker"."project"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD CONSTRAINT "project_congress_id_congress_id_fk" FOREIGN KEY ("congress_id") REFERENCES "desk"."congress"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD CONSTRAINT "project_of_round" FOREIGN KEY ("congress_id","round_id") REFERENCES "desk"."round"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker"."project" ADD CONSTRAINT "project_was_candidate" FOREIGN KEY ("congress_id","candidate_id") REFERENCES "desk"."candidate"("congress_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_card" ON "desk"."card" USING btree ("congress_id","delegate_id") WHERE "desk"."card"."state" <> 'revoked';--> statement-breakpoint
CREATE UNIQUE INDEX "hall_code" ON "desk"."hall_screen" USING btree ("code") WHERE "desk"."hall_screen"."meeting_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_current_meeting" ON "desk"."meeting" USING btree ("congress_id") WHERE "desk"."meeting"."current";--> statement-breakpoint
CREATE UNIQUE INDEX "one_chief_scrutineer" ON "desk"."scrutineer" USING btree ("meeting_id") WHERE "desk"."scrutineer"."chief";--> statement-breakpoint
CREATE INDEX "session_of_user" ON "desk"."session" USING btree ("user_id");