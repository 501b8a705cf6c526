-- CreateEnum
CREATE TYPE "standing" AS ENUM ('agreement', 'support', 'component');

-- CreateEnum
CREATE TYPE "aggregation" AS ENUM ('sum', 'average', 'last', 'once');

-- CreateEnum
CREATE TYPE "role_name" AS ENUM ('officer', 'verifier', 'head', 'leadership', 'evaluator', 'admin');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('verified', 'returned', 'reopened', 'withdrawn');

-- CreateEnum
CREATE TYPE "urgency" AS ENUM ('answer', 'notice', 'bulk');

-- CreateEnum
CREATE TYPE "conversation_status" AS ENUM ('active', 'suspended', 'finished', 'discarded', 'expired');

-- CreateTable
CREATE TABLE "government" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Jakarta',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "government_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" INTEGER,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'id',
    "phone" TEXT,
    "left_at" TIMESTAMPTZ,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" "role_name" NOT NULL,
    "agency_id" INTEGER,
    "unit_id" INTEGER,
    "from_date" DATE NOT NULL,
    "to_date" DATE,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "platform_id" TEXT NOT NULL,
    "chat_key" TEXT NOT NULL,
    "unreachable_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER NOT NULL,
    "agency_id" INTEGER,
    "channel" TEXT NOT NULL,
    "platform_id" TEXT NOT NULL,
    "chat_key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'id',
    "approved_at" TIMESTAMPTZ,
    "settings" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "notes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "agreement_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "from_quarter" SMALLINT NOT NULL,
    "signed_on" DATE,
    "document" TEXT,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scale" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "agreement_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT,
    "bands" JSONB NOT NULL,
    "policy" JSONB NOT NULL,

    CONSTRAINT "scale_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "objective" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "agreement_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_key" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "agreement_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "subject" TEXT,
    "short_name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "standing" "standing" NOT NULL,
    "objective_id" INTEGER,
    "unit" TEXT NOT NULL,
    "decimals" SMALLINT NOT NULL,
    "formula" TEXT NOT NULL,
    "baseline" DECIMAL(30,10),
    "basis" TEXT NOT NULL,
    "aggregation" "aggregation" NOT NULL,
    "composite" JSONB,
    "evidence" TEXT NOT NULL,
    "unit_id" INTEGER,
    "money_of_id" INTEGER,
    "value_scale" TEXT,
    "valid_until" TEXT,
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "target" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "quarter" SMALLINT NOT NULL,
    "target" JSONB NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,

    CONSTRAINT "reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_row" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "agreement_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "parent_key" TEXT,
    "level" TEXT NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "previous_years" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "budget_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_ceiling" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "budget_row_id" INTEGER NOT NULL,
    "ceiling" DECIMAL(24,2) NOT NULL,
    "original" DECIMAL(24,2),
    "plan" JSONB,

    CONSTRAINT "budget_ceiling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_realisation" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "budget_row_id" INTEGER NOT NULL,
    "quarter" SMALLINT NOT NULL,
    "money" JSONB NOT NULL,

    CONSTRAINT "budget_realisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "responsibility" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,

    CONSTRAINT "responsibility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "quarter" SMALLINT NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_version" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "report_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "figure" JSONB NOT NULL,
    "value" DECIMAL(30,10),
    "money" JSONB,
    "cause" TEXT,
    "person_id" INTEGER,
    "source" TEXT NOT NULL DEFAULT 'chat',
    "at" TIMESTAMPTZ NOT NULL,
    "on_time" BOOLEAN NOT NULL,

    CONSTRAINT "report_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "version_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "person_id" INTEGER,
    "at" TIMESTAMPTZ NOT NULL,
    "reason" TEXT,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "version_id" INTEGER NOT NULL,
    "file_id" INTEGER,
    "link" TEXT,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat" (
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "platform_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "locked_until" TIMESTAMPTZ,
    "paused_until" TIMESTAMPTZ,
    "unreachable_at" TIMESTAMPTZ,
    "told_at" TIMESTAMPTZ,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "platform_id" TEXT NOT NULL,
    "chat_key" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ NOT NULL,
    "done_at" TIMESTAMPTZ,
    "set_aside_at" TIMESTAMPTZ,
    "error" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" SERIAL NOT NULL,
    "key" TEXT,
    "chat_key" TEXT NOT NULL,
    "person_id" INTEGER,
    "body" JSONB NOT NULL,
    "urgency" "urgency" NOT NULL,
    "send_after" TIMESTAMPTZ NOT NULL,
    "locked_until" TIMESTAMPTZ,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ,
    "sent_as" TEXT,
    "failure" TEXT,
    "topic" TEXT,
    "reply_to" TEXT,
    "pressed" JSONB,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" INTEGER NOT NULL,
    "chat_key" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "status" "conversation_status" NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "touched_at" TIMESTAMPTZ NOT NULL,
    "ask_again_at" TIMESTAMPTZ,
    "closes_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_ledger" (
    "name" TEXT NOT NULL,
    "known_since" TIMESTAMPTZ NOT NULL,
    "last_slot" TIMESTAMPTZ,

    CONSTRAINT "schedule_ledger_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" SERIAL NOT NULL,
    "agency_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "taken_by_id" INTEGER,
    "taken_at" TIMESTAMPTZ,
    "muted_to" TIMESTAMPTZ,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" SERIAL NOT NULL,
    "government_id" INTEGER NOT NULL,
    "agency_id" INTEGER,
    "at" TIMESTAMPTZ NOT NULL,
    "person_id" INTEGER,
    "channel" TEXT,
    "what" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "from_value" JSONB,
    "to_value" JSONB,
    "why" TEXT,
    "previous_hash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "chain" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "holiday" (
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "decree" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("date","kind")
);

-- CreateTable
CREATE TABLE "house_setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "house_setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "local_message" (
    "id" SERIAL NOT NULL,
    "chat_id" TEXT NOT NULL,
    "author" TEXT,
    "body" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "outbox_id" INTEGER,
    "reply_to" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "local_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "government_key_key" ON "government"("key");

-- CreateIndex
CREATE UNIQUE INDEX "agency_government_id_key_key" ON "agency"("government_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "unit_agency_id_key_key" ON "unit"("agency_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "unit_agency_id_id_key" ON "unit"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "person_government_id_key_key" ON "person"("government_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "person_government_id_id_key" ON "person"("government_id", "id");

-- CreateIndex
CREATE INDEX "role_person_id_idx" ON "role"("person_id");

-- CreateIndex
CREATE INDEX "role_agency_id_role_idx" ON "role"("agency_id", "role");

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_channel_platform_id_key" ON "identity"("channel", "platform_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_code_hash_key" ON "invitation"("code_hash");

-- CreateIndex
CREATE INDEX "invitation_person_id_idx" ON "invitation"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "room_chat_key_key" ON "room"("chat_key");

-- CreateIndex
CREATE UNIQUE INDEX "room_channel_platform_id_key" ON "room"("channel", "platform_id");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_agency_id_year_key" ON "agreement"("agency_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_agency_id_id_key" ON "agreement"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_agreement_id_number_key" ON "revision"("agreement_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "revision_agency_id_id_key" ON "revision"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "scale_agreement_id_key_key" ON "scale"("agreement_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "objective_agreement_id_key_key" ON "objective"("agreement_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "objective_agency_id_id_key" ON "objective"("agency_id", "id");

-- CreateIndex
CREATE INDEX "indicator_agency_id_unit_id_idx" ON "indicator"("agency_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_agreement_id_key_key" ON "indicator"("agreement_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_agency_id_id_key" ON "indicator"("agency_id", "id");

-- CreateIndex
CREATE INDEX "target_agency_id_indicator_id_idx" ON "target"("agency_id", "indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "target_revision_id_indicator_id_quarter_key" ON "target"("revision_id", "indicator_id", "quarter");

-- CreateIndex
CREATE INDEX "reference_agency_id_indicator_id_idx" ON "reference"("agency_id", "indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "budget_row_agreement_id_key_key" ON "budget_row"("agreement_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "budget_row_agency_id_id_key" ON "budget_row"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "budget_ceiling_revision_id_budget_row_id_key" ON "budget_ceiling"("revision_id", "budget_row_id");

-- CreateIndex
CREATE UNIQUE INDEX "budget_realisation_budget_row_id_quarter_key" ON "budget_realisation"("budget_row_id", "quarter");

-- CreateIndex
CREATE INDEX "responsibility_person_id_idx" ON "responsibility"("person_id");

-- CreateIndex
CREATE INDEX "responsibility_agency_id_indicator_id_idx" ON "responsibility"("agency_id", "indicator_id");

-- CreateIndex
CREATE INDEX "report_agency_id_idx" ON "report"("agency_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_indicator_id_quarter_key" ON "report"("indicator_id", "quarter");

-- CreateIndex
CREATE UNIQUE INDEX "report_agency_id_id_key" ON "report"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_version_report_id_number_key" ON "report_version"("report_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "report_version_agency_id_id_key" ON "report_version"("agency_id", "id");

-- CreateIndex
CREATE INDEX "decision_agency_id_version_id_idx" ON "decision"("agency_id", "version_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_version_id_sequence_key" ON "decision"("version_id", "sequence");

-- CreateIndex
CREATE INDEX "evidence_agency_id_version_id_idx" ON "evidence"("agency_id", "version_id");

-- CreateIndex
CREATE INDEX "stored_file_sha256_idx" ON "stored_file"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_platform_id_key" ON "inbox"("channel", "platform_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

-- CreateIndex
CREATE INDEX "outbox_chat_key_sent_as_idx" ON "outbox"("chat_key", "sent_as");

-- CreateIndex
CREATE INDEX "outbox_chat_key_topic_idx" ON "outbox"("chat_key", "topic");

-- CreateIndex
CREATE INDEX "conversation_chat_key_person_id_status_idx" ON "conversation"("chat_key", "person_id", "status");

-- CreateIndex
CREATE INDEX "alert_agency_id_closed_at_idx" ON "alert"("agency_id", "closed_at");

-- CreateIndex
CREATE INDEX "audit_agency_id_subject_idx" ON "audit"("agency_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "local_message_outbox_id_key" ON "local_message"("outbox_id");

-- CreateIndex
CREATE INDEX "local_message_chat_id_id_idx" ON "local_message"("chat_id", "id");

-- AddForeignKey
ALTER TABLE "agency" ADD CONSTRAINT "agency_government_id_fkey" FOREIGN KEY ("government_id") REFERENCES "government"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_agency_id_parent_id_fkey" FOREIGN KEY ("agency_id", "parent_id") REFERENCES "unit"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_government_id_fkey" FOREIGN KEY ("government_id") REFERENCES "government"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_government_id_fkey" FOREIGN KEY ("government_id") REFERENCES "government"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_government_id_person_id_fkey" FOREIGN KEY ("government_id", "person_id") REFERENCES "person"("government_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_agency_id_unit_id_fkey" FOREIGN KEY ("agency_id", "unit_id") REFERENCES "unit"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_government_id_fkey" FOREIGN KEY ("government_id") REFERENCES "government"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room" ADD CONSTRAINT "room_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_agency_id_agreement_id_fkey" FOREIGN KEY ("agency_id", "agreement_id") REFERENCES "agreement"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scale" ADD CONSTRAINT "scale_agency_id_agreement_id_fkey" FOREIGN KEY ("agency_id", "agreement_id") REFERENCES "agreement"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objective" ADD CONSTRAINT "objective_agency_id_agreement_id_fkey" FOREIGN KEY ("agency_id", "agreement_id") REFERENCES "agreement"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_agency_id_agreement_id_fkey" FOREIGN KEY ("agency_id", "agreement_id") REFERENCES "agreement"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_agency_id_objective_id_fkey" FOREIGN KEY ("agency_id", "objective_id") REFERENCES "objective"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_agency_id_unit_id_fkey" FOREIGN KEY ("agency_id", "unit_id") REFERENCES "unit"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_agency_id_money_of_id_fkey" FOREIGN KEY ("agency_id", "money_of_id") REFERENCES "budget_row"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_agency_id_revision_id_fkey" FOREIGN KEY ("agency_id", "revision_id") REFERENCES "revision"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_agency_id_indicator_id_fkey" FOREIGN KEY ("agency_id", "indicator_id") REFERENCES "indicator"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference" ADD CONSTRAINT "reference_agency_id_indicator_id_fkey" FOREIGN KEY ("agency_id", "indicator_id") REFERENCES "indicator"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_row" ADD CONSTRAINT "budget_row_agency_id_agreement_id_fkey" FOREIGN KEY ("agency_id", "agreement_id") REFERENCES "agreement"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_ceiling" ADD CONSTRAINT "budget_ceiling_agency_id_revision_id_fkey" FOREIGN KEY ("agency_id", "revision_id") REFERENCES "revision"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_ceiling" ADD CONSTRAINT "budget_ceiling_agency_id_budget_row_id_fkey" FOREIGN KEY ("agency_id", "budget_row_id") REFERENCES "budget_row"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_realisation" ADD CONSTRAINT "budget_realisation_agency_id_budget_row_id_fkey" FOREIGN KEY ("agency_id", "budget_row_id") REFERENCES "budget_row"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_agency_id_indicator_id_fkey" FOREIGN KEY ("agency_id", "indicator_id") REFERENCES "indicator"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responsibility" ADD CONSTRAINT "responsibility_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_agency_id_indicator_id_fkey" FOREIGN KEY ("agency_id", "indicator_id") REFERENCES "indicator"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_agency_id_report_id_fkey" FOREIGN KEY ("agency_id", "report_id") REFERENCES "report"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_agency_id_version_id_fkey" FOREIGN KEY ("agency_id", "version_id") REFERENCES "report_version"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_agency_id_version_id_fkey" FOREIGN KEY ("agency_id", "version_id") REFERENCES "report_version"("agency_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
