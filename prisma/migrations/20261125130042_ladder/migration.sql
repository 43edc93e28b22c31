-- Out of the case's own state, by PostgreSQL itself, as "touched" is.
-- AlterTable
ALTER TABLE "case" ADD COLUMN     "dormant" BOOLEAN GENERATED ALWAYS AS ("state" ? 'dormant') STORED,
ADD COLUMN     "next_at" TIMESTAMPTZ(3);

-- What was open before speaks next at its date, as near as a row tells; its next event says it exactly, and so does a rebuild.
UPDATE "case" SET "next_at" = "due" WHERE "closed_at" IS NULL;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "day" DATE,
ADD COLUMN     "settled_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "case_dormant_process_number_idx" ON "case"("dormant", "process", "number");

-- CreateIndex
CREATE INDEX "case_next_at_idx" ON "case"("next_at");

-- CreateIndex
CREATE INDEX "outbox_day_idx" ON "outbox"("day");

-- The morning of gathered mail is written once too, and what was settled before it stays so.
DROP TRIGGER written_once ON "outbox";
CREATE TRIGGER written_once BEFORE UPDATE ON "outbox" FOR EACH ROW
  WHEN (OLD.sent_at IS NOT NULL OR OLD.refused IS NOT NULL OR OLD.settled_at IS NOT NULL
    OR (OLD.message_id, OLD.case_id, OLD.seq, OLD.recipient, OLD.created_at, OLD.day)
      IS DISTINCT FROM (NEW.message_id, NEW.case_id, NEW.seq, NEW.recipient, NEW.created_at, NEW.day))
  EXECUTE FUNCTION refuse_rewriting();
