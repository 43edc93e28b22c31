import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Principal } from '#api/identity';
import { mayReadContent } from '#api/scope';
import { findingsOf, reportOf } from '#api/submission/trail';
import { readThrough } from '#platform/read-through';
import { describeCertificate } from '#platform/signer';
import type { Storage } from '#platform/storage';
import { bytesOf, exported, statementIn } from '#prisma/anchor/statement';
import type { Database } from '#prisma/database';
import type { Case, Event, SubmissionRound } from '#prisma/generated/client';
import { type CaseProof, type Cover, verifyCase } from '#prisma/verify';
import type { JudgeSignature } from '#prisma/verify/anchors';
import { developmentWarning, erasureText, explanation } from './explanation.ts';
import { renderTrailReport } from './report.ts';
import { trailOf } from './trail.ts';
import type { Packed } from './zip.ts';

export interface PackNeeds {
  readonly database: Database;
  readonly storage: Storage;
  readonly judge: JudgeSignature;
}

interface Wanted {
  readonly found: Case & { readonly unit: { readonly id: string; readonly name: string } };
  readonly principal: Principal;
  readonly at: Date;
}

/** Everything that a pack holds, in its order; what may not or can't be given is named with the reason. */
export async function packOf(needs: PackNeeds, { found, principal, at }: Wanted): Promise<Packed[]> {
  const { database, storage, judge } = needs;
  const proof = await verifyCase(database, found.id, { judge, read: readThrough(storage) });
  const isReader = mayReadContent(principal, found);
  const { files, absent } = await roundsIn(needs, found, isReader);
  const events = await database.event.findMany({ where: { caseId: found.id }, orderBy: { seq: 'asc' } });
  const details = await database.detail.findMany({ where: { caseId: found.id } });
  const names = await namesIn(database, events);
  const report = renderTrailReport({ found, events, details, names, proof, asker: principal, at });
  const packed = [
    file('laporan-jejak.pdf', report, 'laporan jejak untuk dibaca orang'),
    json('trail.json', await trailOf(database, found, isReader), 'rantai peristiwa sebagaimana dihitung hash-nya'),
    json('proof.json', proofIn(proof, found.id), 'hasil pembuktian pada saat paket dibuat'),
    ...anchorIn(proof.cover),
    ...files,
  ];
  const manifest = json('manifest.json', manifestOf({ found, principal, at }, proof, packed, absent), 'daftar isi');
  const sums = [manifest, ...packed].map(({ sha256, name }) => `${sha256}  ${name}\n`).join('');
  return [manifest, file('hashes.txt', Buffer.from(sums), 'SHA-256 setiap berkas'), ...packed];
}

function manifestOf({ found, principal, at }: Wanted, proof: CaseProof, packed: readonly Packed[], absent: Absent[]) {
  const { cover, faults } = proof;
  const { unit, title, stage } = found;
  const certificate = cover && describeCertificate(cover.anchor.certificate);
  return {
    case: { id: found.id, title, unit, stage, openedAt: found.openedAt.toISOString() },
    asked: { by: principal.person, name: principal.name, roles: principal.roles, at: at.toISOString() },
    whole: faults.length === 0,
    faults,
    erased: erasedIn(proof),
    ...(proof.erased.length > 0 && { erasure: erasureText(proof.erased) }),
    anchor: cover ? { ...exported(cover.anchor), leaf: leafIn(cover), path: cover.path, signer: certificate } : null,
    ...(certificate?.isDevelopment && { warning: developmentWarning }),
    files: packed.map(({ name, sha256, size, about }) => ({ name, sha256, size, about })),
    absent,
    howToVerify: explanation,
  };
}

const leafIn = ({ leaf }: Cover) => ({ ...leaf, seq: Number(leaf.seq) });

const erasedIn = ({ erased }: CaseProof) => erased.map(({ event, at }) => ({ event, at: at.toISOString() }));

const proofIn = (proof: CaseProof, id: string) => ({
  case: id,
  events: proof.events,
  head: proof.head,
  faults: proof.faults,
  erased: erasedIn(proof),
  ...(proof.erased.length > 0 && { erasure: erasureText(proof.erased) }),
  knownTo: proof.cover ? { anchor: proof.cover.anchor.seq, event: proof.cover.seq } : null,
});

/** The anchor with the path to its root, and apart from it the very bytes that were signed, for openssl. */
function anchorIn(cover: Cover | undefined): Packed[] {
  if (!cover) return [];
  const { anchor, leafHash, path } = cover;
  const whole = { ...exported(anchor), leaf: leafIn(cover), leafHash, path };
  return [
    json('anchor.json', whole, 'jangkar, daun perkara ini dan jalan ke akarnya'),
    file('anchor-statement.json', bytesOf(statementIn(anchor)), 'byte yang ditandatangani'),
    file('anchor-signature.bin', Buffer.from(anchor.signature, 'base64'), `tanda tangan, ${anchor.algorithm}`),
    file('anchor-certificate.pem', Buffer.from(anchor.certificate), 'sertifikat penanda tangan'),
  ];
}

interface Absent {
  readonly name: string;
  readonly sha256: string;
  readonly why: string;
}

/** The files of the rounds and what was found in them. */
async function roundsIn(
  needs: PackNeeds,
  found: Case,
  isReader: boolean,
): Promise<{ files: Packed[]; absent: Absent[] }> {
  const { database } = needs;
  const rounds = await database.submissionRound.findMany({ where: { caseId: found.id }, orderBy: { round: 'asc' } });
  const files: Packed[] = [];
  const absent: Absent[] = [];
  for (const row of rounds) {
    const findings = await findingsOf(database, found, row, isReader);
    files.push(json(`rounds/${row.round}/findings.json`, findings, `temuan putaran ${row.round}`));
    for (const { name, sha256, about } of await contentsOf(database, found, row)) {
      const size = isReader ? await sizeOf(needs.storage, sha256) : 'yang meminta tidak berhak membaca isi berkas';
      if (typeof size === 'string') absent.push({ name, sha256, why: size });
      else files.push({ name, sha256, size, about });
    }
  }
  return { files, absent };
}

async function contentsOf(database: Database, { id }: Case, { round, hash, fileName }: SubmissionRound) {
  const report = await reportOf(database, id, round);
  const kind = /^\.[a-z0-9]{1,8}$/i.exec(extname(fileName))?.[0].toLowerCase() ?? '';
  const submitted = {
    name: `rounds/${round}/file${kind}`,
    sha256: hash,
    about: `berkas putaran ${round}: ${fileName}`,
  };
  if (report?.complete === undefined) return [submitted];
  const list = {
    name: `rounds/${round}/findings.csv`,
    sha256: report.complete,
    about: `semua temuan mesin putaran ${round}`,
  };
  return [submitted, list];
}

/** The size of a content that is what its hash says; else why it can't be given. */
async function sizeOf(storage: Storage, hash: string): Promise<number | string> {
  try {
    await readThrough(storage)(hash);
    return (await storage.stat(hash))?.size ?? 'berkas tidak ada';
  } catch (error) {
    return error instanceof Error ? error.message : 'berkas tidak dapat dibaca';
  }
}

async function namesIn(database: Database, events: readonly Pick<Event, 'person' | 'onBehalfOf'>[]) {
  const ids = events.flatMap(({ person, onBehalfOf }) => [person ?? [], onBehalfOf ?? []].flat());
  const people = await database.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

function file(name: string, content: Buffer, about: string): Packed {
  return { name, sha256: createHash('sha256').update(content).digest('hex'), size: content.length, content, about };
}

const json = (name: string, value: object, about: string): Packed =>
  file(name, Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`), about);
