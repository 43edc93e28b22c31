-- A slot stays with its case and its subject; it is given back and taken again, and when it was given back is never moved.
CREATE TRIGGER written_once BEFORE UPDATE ON "slot" FOR EACH ROW
  WHEN ((OLD.case_id, OLD.process, OLD.subject) IS DISTINCT FROM (NEW.case_id, NEW.process, NEW.subject)
    OR OLD.released_at IS NOT NULL AND NEW.released_at IS NOT NULL AND OLD.released_at IS DISTINCT FROM NEW.released_at)
  EXECUTE FUNCTION refuse_rewriting();
