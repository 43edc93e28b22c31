-- CreateTable
CREATE TABLE "request" (
    "id" TEXT NOT NULL,
    "principal" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "command" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "etag" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "media" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_by" TEXT,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "case_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "slot_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "access" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refusal" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "refusal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "interoperability" TEXT,
    "mailbox" TEXT,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "roles" TEXT[],
    "unit_id" TEXT NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "party" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "claimant" TEXT,
    "round" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "target" TIMESTAMPTZ(3),
    "fatal" TIMESTAMPTZ(3),
    "due" TIMESTAMPTZ(3),
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "title" TEXT NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("case_id","round","kind")
);

-- CreateTable
CREATE TABLE "case_event" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "request" TEXT,
    "person" TEXT,
    "role" TEXT,
    "unit" TEXT,
    "on_behalf_of" TEXT,
    "content" TEXT,
    "target" TIMESTAMPTZ(3),
    "fatal" TIMESTAMPTZ(3),
    "detail_hash" TEXT,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "case_detail" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "body" JSONB,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_detail_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "outbox" (
    "message_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "component" (
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "row_name" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "component_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "holiday" (
    "day" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "calendar_version" (
    "version" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "period" (
    "process" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "target" INTEGER NOT NULL,
    "fatal" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "period_pkey" PRIMARY KEY ("process","stage")
);

-- CreateTable
CREATE TABLE "submission" (
    "case_id" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "period_from" TEXT NOT NULL,
    "period_to" TEXT NOT NULL,
    "replaces" TEXT,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "submission_round" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "statement" JSONB NOT NULL,
    "receipt" TEXT NOT NULL,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "term" INTEGER,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "note" TEXT,
    "stored_at" TIMESTAMPTZ(3),
    "stored_in" TEXT,
    "secured_at" TIMESTAMPTZ(3),

    CONSTRAINT "submission_round_pkey" PRIMARY KEY ("case_id","round")
);

-- CreateTable
CREATE TABLE "check_report" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_report_pkey" PRIMARY KEY ("case_id","round")
);

-- CreateTable
CREATE TABLE "check_progress" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "of" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_progress_pkey" PRIMARY KEY ("case_id","round")
);

-- CreateIndex
CREATE INDEX "request_leased_until_idx" ON "request"("leased_until");

-- CreateIndex
CREATE UNIQUE INDEX "request_principal_key_key" ON "request"("principal", "key");

-- CreateIndex
CREATE INDEX "file_hash_idx" ON "file"("hash");

-- CreateIndex
CREATE INDEX "access_case_id_id_idx" ON "access"("case_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "refusal_request_key" ON "refusal"("request");

-- CreateIndex
CREATE INDEX "refusal_case_id_seq_idx" ON "refusal"("case_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "person_issuer_subject_key" ON "person"("issuer", "subject");

-- CreateIndex
CREATE INDEX "case_holder_due_id_idx" ON "case"("holder", "due", "id");

-- CreateIndex
CREATE INDEX "case_party_id_idx" ON "case"("party", "id");

-- CreateIndex
CREATE INDEX "case_claimant_id_idx" ON "case"("claimant", "id");

-- CreateIndex
CREATE INDEX "case_process_stage_id_idx" ON "case"("process", "stage", "id");

-- CreateIndex
CREATE UNIQUE INDEX "case_process_number_key" ON "case"("process", "number");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_case_id_seq_recipient_key" ON "outbox"("case_id", "seq", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "component_position_key" ON "component"("position");

-- CreateIndex
CREATE INDEX "submission_component_period_from_idx" ON "submission"("component", "period_from");

-- CreateIndex
CREATE UNIQUE INDEX "submission_round_receipt_key" ON "submission_round"("receipt");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_party_fkey" FOREIGN KEY ("party") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_round" ADD CONSTRAINT "submission_round_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "submission"("case_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: Prisma has no words for it.

-- One open case per subject, whoever else submits at the same time.
CREATE UNIQUE INDEX "slot_open" ON "slot" ("process", "subject") WHERE "released_at" IS NULL;

-- The evidence is append-only, for everybody: the trigger speaks even where a grant would allow it.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "refusal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "document" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "access" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A link stands on the one before it, without a gap.
CREATE FUNCTION follow_the_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq = 1 AND NEW.previous = repeat('0', 64) THEN RETURN NEW; END IF;
  PERFORM FROM case_event WHERE case_id = NEW.case_id AND seq = NEW.seq - 1 AND hash = NEW.previous;
  IF FOUND THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'case_event % of % does not follow the chain', NEW.seq, NEW.case_id;
END
$$;

CREATE TRIGGER follow_the_chain BEFORE INSERT ON "case_event" FOR EACH ROW EXECUTE FUNCTION follow_the_chain();

-- The application's own role: it adds to the record and never changes it. Logins are members of it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sip_app') THEN CREATE ROLE sip_app NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

GRANT USAGE ON SCHEMA public TO sip_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO sip_app;
REVOKE ALL ON "_prisma_migrations" FROM sip_app;
GRANT USAGE ON SEQUENCE "access_id_seq" TO sip_app;
GRANT INSERT ON "case_event", "case_detail", "document", "refusal", "access", "submission" TO sip_app;
GRANT INSERT, UPDATE ON "case", "submission_round", "check_report", "check_progress", "outbox", "counter", "slot", "request", "person" TO sip_app;
GRANT INSERT, UPDATE, DELETE ON "file" TO sip_app;
