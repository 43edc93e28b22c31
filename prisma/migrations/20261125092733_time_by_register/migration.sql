-- Holidays, periods and the access of machines come by registers, with who decided them; the seed puts the first versions there.
-- What an owner changed by hand in these tables must be put on register again: such a change had neither a decision nor a second officer.

-- AlterTable
ALTER TABLE "unit" DROP COLUMN "interoperability";

-- DropTable
DROP TABLE "holiday";

-- DropTable
DROP TABLE "calendar_version";

-- DropTable
DROP TABLE "period";
