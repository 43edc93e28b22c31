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

-- CreateTable
CREATE TABLE "sharing" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "from_people" TEXT[],
    "to_people" TEXT[],
    "reason" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sharing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sharing_item" (
    "sharing_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "request" TEXT,
    "person" TEXT,
    "outcome" TEXT,
    "code" TEXT,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "sharing_item_pkey" PRIMARY KEY ("sharing_id","position")
);

-- CreateIndex
CREATE INDEX "substitution_substitute_to_day_idx" ON "substitution"("substitute", "to_day");

-- CreateIndex
CREATE INDEX "substitution_person_to_day_idx" ON "substitution"("person", "to_day");

-- CreateIndex
CREATE INDEX "substitution_unit_id_from_day_id_idx" ON "substitution"("unit_id", "from_day", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sharing_item_sharing_id_case_id_key" ON "sharing_item"("sharing_id", "case_id");

-- AddForeignKey
ALTER TABLE "sharing_item" ADD CONSTRAINT "sharing_item_sharing_id_fkey" FOREIGN KEY ("sharing_id") REFERENCES "sharing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is written by hand: Prisma has no words for it.

-- A substitution decides whose claim may be acted on and whom four eyes bind: it is written once, ended at most once, and never deleted.
CREATE TRIGGER written_once BEFORE UPDATE ON "substitution" FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL
    OR (OLD.id, OLD.person, OLD.substitute, OLD.unit_id, OLD.kind, OLD.from_day, OLD.to_day, OLD.reason, OLD.recorded_by, OLD.recorded_at)
      IS DISTINCT FROM (NEW.id, NEW.person, NEW.substitute, NEW.unit_id, NEW.kind, NEW.from_day, NEW.to_day, NEW.reason, NEW.recorded_by, NEW.recorded_at))
  EXECUTE FUNCTION refuse_rewriting();
GRANT SELECT, INSERT, UPDATE ON "substitution" TO sip_app;

-- A sharing and its items move on, and keep what was asked for and what came of it.
CREATE TRIGGER written_once BEFORE UPDATE ON "sharing" FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL
    OR (OLD.id, OLD.kind, OLD.unit_id, OLD.from_people, OLD.to_people, OLD.reason, OLD.actor, OLD.requested_by, OLD.requested_at)
      IS DISTINCT FROM (NEW.id, NEW.kind, NEW.unit_id, NEW.from_people, NEW.to_people, NEW.reason, NEW.actor, NEW.requested_by, NEW.requested_at))
  EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER written_once BEFORE UPDATE ON "sharing_item" FOR EACH ROW
  WHEN (OLD.outcome IS NOT NULL OR (OLD.sharing_id, OLD.position, OLD.case_id) IS DISTINCT FROM (NEW.sharing_id, NEW.position, NEW.case_id))
  EXECUTE FUNCTION refuse_rewriting();
GRANT SELECT, INSERT, UPDATE ON "sharing", "sharing_item" TO sip_app;
