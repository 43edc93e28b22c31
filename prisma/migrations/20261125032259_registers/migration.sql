-- DropIndex
DROP INDEX "case_holder_target_number_idx";

-- CreateTable
CREATE TABLE "proposal" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "proposal" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "written_by" TEXT NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("case_id","round")
);

-- CreateTable
CREATE TABLE "register_entry" (
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT,
    "authority" TEXT NOT NULL,
    "decision_number" TEXT,
    "decision_date" TEXT,
    "content" JSONB NOT NULL,
    "registration" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("kind","subject","version","registration")
);

-- CreateIndex
CREATE INDEX "register_entry_kind_subject_valid_from_idx" ON "register_entry"("kind", "subject", "valid_from");

-- CreateIndex
CREATE INDEX "case_holder_target_id_idx" ON "case"("holder", "target", "id");

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: Prisma has no words for it.

-- What was proposed and what is kept as in force never changes: a later version follows it.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "proposal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "register_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON "proposal", "register_entry" TO sip_app;
