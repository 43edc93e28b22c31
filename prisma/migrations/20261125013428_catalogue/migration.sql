-- AlterTable
ALTER TABLE "component" ADD COLUMN     "heading" TEXT,
ADD COLUMN     "kind" INTEGER,
ADD COLUMN     "short_name" TEXT;

-- CreateTable
CREATE TABLE "classification" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "classification_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "category" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "classification" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "kind" (
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "kind_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "heading" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "heading_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE UNIQUE INDEX "classification_position_key" ON "classification"("position");

-- CreateIndex
CREATE UNIQUE INDEX "category_position_key" ON "category"("position");

-- CreateIndex
CREATE UNIQUE INDEX "kind_category_key" ON "kind"("category");

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_classification_fkey" FOREIGN KEY ("classification") REFERENCES "classification"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kind" ADD CONSTRAINT "kind_category_fkey" FOREIGN KEY ("category") REFERENCES "category"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "heading" ADD CONSTRAINT "heading_kind_fkey" FOREIGN KEY ("kind") REFERENCES "kind"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "component" ADD CONSTRAINT "component_kind_fkey" FOREIGN KEY ("kind") REFERENCES "kind"("number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "component" ADD CONSTRAINT "component_heading_fkey" FOREIGN KEY ("heading") REFERENCES "heading"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is written by hand: Prisma has no words for it.

-- The application reads the catalogue and changes nothing of it.
GRANT SELECT ON "classification", "category", "kind", "heading" TO sip_app;
