-- CreateTable
CREATE TABLE "dry_run" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "file_id" TEXT,
    "party" TEXT NOT NULL,
    "proposal" TEXT,
    "proposal_round" INTEGER,
    "hash" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "period_from" TEXT,
    "period_to" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "dry_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dry_run_unit_id_ended_at_idx" ON "dry_run"("unit_id", "ended_at");

-- CreateIndex
CREATE INDEX "dry_run_hash_idx" ON "dry_run"("hash");

-- CreateIndex
CREATE INDEX "dry_run_requested_at_idx" ON "dry_run"("requested_at");

-- What follows is written by hand: Prisma has no words for it.

-- A list of findings is removed with its dry run unless a report of a case names the same content.
CREATE INDEX "check_report_complete_idx" ON "check_report" ((report ->> 'complete'));

-- A dry run is no part of the record and is swept; of reports and progress nothing else can be deleted, by this function alone.
CREATE FUNCTION forget_dry_run(which text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  DELETE FROM check_report WHERE case_id = which AND which LIKE 'check:%';
  DELETE FROM check_progress WHERE case_id = which AND which LIKE 'check:%';
  DELETE FROM dry_run WHERE id = which;
$$;
REVOKE EXECUTE ON FUNCTION forget_dry_run(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_dry_run(text) TO sip_app;
GRANT SELECT, INSERT, UPDATE ON "dry_run" TO sip_app;
