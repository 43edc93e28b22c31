-- CreateTable
CREATE TABLE "anchor" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tree" TEXT NOT NULL,
    "leaves" INTEGER NOT NULL,
    "counts" JSONB NOT NULL,
    "previous" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,

    CONSTRAINT "anchor_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "anchor_leaf" (
    "anchor" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "anchor_leaf_pkey" PRIMARY KEY ("anchor","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "anchor_at_key" ON "anchor"("at");

-- CreateIndex
CREATE UNIQUE INDEX "anchor_root_key" ON "anchor"("root");

-- CreateIndex
CREATE UNIQUE INDEX "anchor_leaf_kind_chain_seq_key" ON "anchor_leaf"("kind", "chain", "seq");

-- What follows is written by hand: Prisma has no words for it.

-- An anchor and its leaves never change; a later anchor follows.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "anchor" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "anchor_leaf" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Each stands on the one before it, without a gap, and later than it.
CREATE FUNCTION follow_the_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq = 1 AND NEW.previous = repeat('0', 64) THEN RETURN NEW; END IF;
  PERFORM FROM anchor WHERE seq = NEW.seq - 1 AND root = NEW.previous AND at < NEW.at;
  IF FOUND THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'anchor % does not follow the chain', NEW.seq;
END
$$;
CREATE TRIGGER follow_the_chain BEFORE INSERT ON "anchor" FOR EACH ROW EXECUTE FUNCTION follow_the_anchors();

GRANT SELECT, INSERT ON "anchor", "anchor_leaf" TO sip_app;

-- What may be updated at all still keeps what was written once: who asked for what, what was submitted, to whom a mail went.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only in what was written once: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;
CREATE TRIGGER written_once BEFORE UPDATE ON "case" FOR EACH ROW
  WHEN ((OLD.id, OLD.process, OLD.number, OLD.opened_at, OLD.title) IS DISTINCT FROM (NEW.id, NEW.process, NEW.number, NEW.opened_at, NEW.title))
  EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER written_once BEFORE UPDATE ON "submission_round" FOR EACH ROW
  WHEN ((OLD.case_id, OLD.round, OLD.hash, OLD.size, OLD.file_name, OLD.submitted_at, OLD.submitted_by, OLD.statement, OLD.receipt)
    IS DISTINCT FROM (NEW.case_id, NEW.round, NEW.hash, NEW.size, NEW.file_name, NEW.submitted_at, NEW.submitted_by, NEW.statement, NEW.receipt))
  EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER written_once BEFORE UPDATE ON "outbox" FOR EACH ROW
  WHEN (OLD.sent_at IS NOT NULL OR OLD.refused IS NOT NULL
    OR (OLD.message_id, OLD.case_id, OLD.seq, OLD.recipient, OLD.created_at) IS DISTINCT FROM (NEW.message_id, NEW.case_id, NEW.seq, NEW.recipient, NEW.created_at))
  EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER written_once BEFORE UPDATE ON "request" FOR EACH ROW
  WHEN ((OLD.id, OLD.principal, OLD.key, OLD.fingerprint, OLD.process, OLD.act, OLD.case_id, OLD.actor, OLD.command, OLD.created_at)
      IS DISTINCT FROM (NEW.id, NEW.principal, NEW.key, NEW.fingerprint, NEW.process, NEW.act, NEW.case_id, NEW.actor, NEW.command, NEW.created_at)
    -- A dry run is no part of the record: its answers go with it.
    OR OLD.status IS NOT NULL AND OLD.case_id NOT LIKE 'check:%' AND (OLD.status, OLD.answer, OLD.answered_at) IS DISTINCT FROM (NEW.status, NEW.answer, NEW.answered_at))
  EXECUTE FUNCTION refuse_rewriting();
-- Numbers only go up, so that none is ever given twice.
CREATE TRIGGER written_once BEFORE UPDATE ON "counter" FOR EACH ROW
  WHEN (NEW.name IS DISTINCT FROM OLD.name OR NEW.value < OLD.value) EXECUTE FUNCTION refuse_rewriting();
