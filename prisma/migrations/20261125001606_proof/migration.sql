-- AlterTable
ALTER TABLE "case_event" ADD COLUMN     "case_hash" TEXT;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "refused" TEXT;

-- What follows is written by hand: Prisma has no words for it.

-- Refused attempts are one chain: each stands on the one before it, without a gap.
CREATE FUNCTION follow_the_refusals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq = 1 AND NEW.previous = repeat('0', 64) THEN RETURN NEW; END IF;
  PERFORM FROM refusal WHERE seq = NEW.seq - 1 AND hash = NEW.previous;
  IF FOUND THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'refusal % does not follow the chain', NEW.seq;
END
$$;

CREATE TRIGGER follow_the_chain BEFORE INSERT ON "refusal" FOR EACH ROW EXECUTE FUNCTION follow_the_refusals();
