-- What is on register without a registration was shipped: the migration job's own login puts it there, and nobody who works with the
-- application's rights. Without this, one row would give anybody any role.
CREATE FUNCTION refuse_shipping() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% takes what comes by no registration from its owner alone: % is refused', TG_TABLE_NAME, TG_OP;
END
$$;
CREATE TRIGGER shipped_by_owner BEFORE INSERT ON "register_entry" FOR EACH ROW WHEN (NEW.registration = '') EXECUTE FUNCTION refuse_shipping();
