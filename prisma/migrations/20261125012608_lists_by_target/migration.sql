-- DropIndex
DROP INDEX "case_holder_due_id_idx";

-- CreateIndex
CREATE INDEX "case_holder_target_number_idx" ON "case"("holder", "target", "number");
