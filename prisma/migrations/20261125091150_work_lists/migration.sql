-- DropIndex
DROP INDEX "case_holder_target_id_idx";

-- DropIndex
DROP INDEX "case_party_id_idx";

-- DropIndex
DROP INDEX "case_claimant_id_idx";

-- DropIndex
DROP INDEX "case_process_stage_id_idx";

-- Out of the case's own state, by PostgreSQL itself: whoever writes the state can't write anything else here, so no hash need cover it.
CREATE FUNCTION names_in(list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce((SELECT array_agg(name) FROM jsonb_array_elements_text(list) AS name), '{}');

-- AlterTable
ALTER TABLE "case" ADD COLUMN     "touched" TEXT[] GENERATED ALWAYS AS (names_in("state" -> 'touched')) STORED;

-- CreateIndex
CREATE INDEX "case_claimant_target_id_idx" ON "case"("claimant", "target", "id");

-- CreateIndex
CREATE INDEX "case_party_holder_target_id_idx" ON "case"("party", "holder", "target", "id");

-- CreateIndex
CREATE INDEX "case_party_process_number_idx" ON "case"("party", "process", "number");

-- CreateIndex
CREATE INDEX "case_process_stage_number_idx" ON "case"("process", "stage", "number");

-- CreateIndex
CREATE INDEX "case_process_holder_number_idx" ON "case"("process", "holder", "number");

-- CreateIndex
CREATE INDEX "case_process_target_number_idx" ON "case"("process", "target", "number");

-- CreateIndex
CREATE INDEX "case_process_opened_at_number_idx" ON "case"("process", "opened_at", "number");

-- CreateIndex
CREATE INDEX "case_process_closed_at_number_idx" ON "case"("process", "closed_at", "number");

-- CreateIndex
CREATE INDEX "submission_component_case_id_idx" ON "submission"("component", "case_id");

-- What follows is written by hand: Prisma has no words for it.

-- What waits with an office, the most urgent first; everything that rights and filters ask of a row stands in the index, so that counting
-- reads no row.
CREATE INDEX "case_waiting_idx" ON "case"("holder", "target", "id") INCLUDE ("fatal", "claimant", "party", "process", "stage", "touched");

-- The same of what nobody has claimed.
CREATE INDEX "case_pool_idx" ON "case"("holder", "target", "id") INCLUDE ("fatal", "claimant", "party", "process", "stage", "touched")
  WHERE "claimant" IS NULL;
