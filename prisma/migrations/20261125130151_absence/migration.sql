-- CreateTable
CREATE TABLE "substitution" (
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "substitute" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "substitution_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "substitution_substitute_to_day_idx" ON "substitution"("substitute", "to_day");

-- CreateIndex
CREATE INDEX "substitution_person_to_day_idx" ON "substitution"("person", "to_day");

-- CreateIndex
CREATE INDEX "substitution_unit_id_from_day_id_idx" ON "substitution"("unit_id", "from_day", "id");

-- What follows is written by hand: Prisma has no words for it.

-- A substitution decides whose claim may be acted on and whom four eyes bind: it is written once, ended at most once, and never deleted.
CREATE TRIGGER written_once BEFORE UPDATE ON "substitution" FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL
    OR (OLD.id, OLD.person, OLD.substitute, OLD.unit_id, OLD.kind, OLD.from_day, OLD.to_day, OLD.reason, OLD.recorded_by, OLD.recorded_at)
      IS DISTINCT FROM (NEW.id, NEW.person, NEW.substitute, NEW.unit_id, NEW.kind, NEW.from_day, NEW.to_day, NEW.reason, NEW.recorded_by, NEW.recorded_at))
  EXECUTE FUNCTION refuse_rewriting();
GRANT SELECT, INSERT, UPDATE ON "substitution" TO sip_app;
