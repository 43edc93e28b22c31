import { type ClaimsMapping, everyIssuer, shippedMapping } from '#domain/claims';
import type { MachineGround, ReadingGrant } from '#domain/register';
import { inForce, type Reader } from '#prisma/registers';

/** How the claims of an issuer are read on a day: its own mapping, the one for every issuer, or as the house reads them. */
export async function mappingInForce(reader: Reader, issuer: string, day: string): Promise<ClaimsMapping> {
  const entry =
    (await inForce(reader, 'claims-mapping', issuer, day)) ??
    (await inForce(reader, 'claims-mapping', everyIssuer, day));
  return entry ? (entry.content as unknown as ClaimsMapping) : shippedMapping;
}

/** What a unit may read by a standing grant on a day (28/24 29(4)); undefined: nothing. */
export async function readingGrantInForce(
  reader: Reader,
  unit: string,
  day: string,
): Promise<ReadingGrant | undefined> {
  const entry = await inForce(reader, 'reading-grant', unit, day);
  const grant = entry?.content as unknown as ReadingGrant | undefined;
  return grant && grant.processes.length > 0 ? grant : undefined;
}

/** Whether machines of a unit may submit on a day: under an agreement or an exception on register (28/24 19). */
export async function mayMachinesSubmit(reader: Reader, unit: string, day: string): Promise<boolean> {
  const entry = await inForce(reader, 'machine-access', unit, day);
  return entry !== undefined && (entry.content as unknown as { ground: MachineGround }).ground !== 'ended';
}
