import { readFileSync } from 'node:fs';
import { dayOf, inWib } from '#domain/calendar';
import { type Holder, holderWords } from '#domain/case';
import { wordsOf } from '#domain/processes';
import { describeCertificate } from '#platform/signer';
import { typeset } from '#platform/typeset';
import type { Case, Detail, Event } from '#prisma/generated/client';
import type { CaseProof, Cover } from '#prisma/verify';
import { developmentWarning, erasureText, explanation } from './explanation.ts';

const template = readFileSync(new URL('trail-report.typ', import.meta.url), 'utf8');

export interface Reported {
  readonly found: Case & { readonly unit: { readonly name: string } };
  readonly events: readonly Event[];
  readonly details: readonly Detail[];
  /** Names as the sign-in service last gave them, by opaque id. */
  readonly names: ReadonlyMap<string, string>;
  readonly proof: CaseProof;
  readonly asker: { readonly name: string; readonly person: string };
  readonly at: Date;
}

/** Laporan jejak: a tagged PDF/A-2a for people who read no JSON. */
export function renderTrailReport(reported: Reported): Buffer {
  const { found, events, details, names, proof, asker, at } = reported;
  const nameOf = (id: string) => names.get(id) ?? 'nama tidak lagi tercatat';
  const { faults, cover } = proof;
  return typeset(template, {
    title: `Laporan jejak ${wordsOf(found.process).name.id} ${found.number}`,
    author: 'SIP Back Office, Kementerian Perdagangan',
    day: dayOf(at.getTime()).split('-').map(Number),
    footer: `${found.id}, dibuat ${inWib(at.getTime())} untuk ${asker.name} (${asker.person})`,
    intro:
      'Laporan ini memuat seluruh peristiwa perkara sebagaimana tercatat, hasil pembuktian rantai hash-nya, dan jangkar bertanda tangan yang meliputinya.',
    facts: factsOf(found),
    verdict: verdictOf(proof),
    erasure: proof.erased.length === 0 ? null : erasureText(proof.erased),
    faults: faults.map(
      ({ chain, seq, what }) => `${chain}, baris ${seq}: tidak sebagaimana tercatat (rincian mesin: ${what})`,
    ),
    anchor: anchorText(cover),
    leaf: cover ? { root: cover.anchor.root } : null,
    events: events.map((event) => ({
      seq: event.seq,
      at: withSeconds(event.at),
      round: event.round,
      act: wordsOf(found.process).happening(event.act).id,
      by: event.person === null ? 'sistem' : nameOf(event.person),
      behalf: event.onBehalfOf === null ? null : nameOf(event.onBehalfOf),
      id: event.person,
      basis: event.basis,
      hash: event.hash,
      words: wordsIn(details.find(({ seq }) => seq === event.seq)),
    })),
    explanation,
  });
}

/** To the second, as a court asks for it. */
function withSeconds(at: Date): string {
  const seconds = String(at.getUTCSeconds()).padStart(2, '0');
  return inWib(at.getTime()).replace(' WIB', `.${seconds}`);
}

interface Said {
  readonly reason?: string | null;
  readonly note?: string | null;
  readonly findings?: readonly { readonly text?: string; readonly remark?: string }[];
}

/** Why somebody did it and what they found; never what quotes a file. */
function wordsIn(detail: Detail | undefined): string[] {
  if (!detail) return [];
  if (detail.erasedAt) return [`Keterangan dihapus ${inWib(detail.erasedAt.getTime())}.`];
  const { reason, note, findings = [] } = (detail.body ?? {}) as Said;
  return [
    ...(reason ? [`Alasan: ${reason}`] : []),
    ...findings.map(({ text, remark }) => `Temuan: ${text ?? remark ?? ''}`),
    ...(note ? [`Catatan: ${note}`] : []),
  ];
}

/** What was erased is gone although nothing is wrong: the report never says that nothing was. */
function verdictOf({ events, faults, erased }: CaseProof): string {
  if (faults.length > 0) return `TIDAK UTUH: ${faults.length} kesalahan ditemukan.`;
  return erased.length === 0
    ? `UTUH: ${events} peristiwa dihitung ulang; tidak ada yang diubah, dihapus, disisipkan atau ditukar.`
    : `RANTAI UTUH, SEBAGIAN KETERANGAN DIHAPUS: ${events} peristiwa dihitung ulang; tidak ada peristiwa yang diubah, hilang, disisipkan atau ditukar.`;
}

function factsOf({ number, title, unit, stage, holder, process, round, openedAt, closedAt }: Reported['found']) {
  return [
    ['Nomor', number],
    ['Hal', title],
    ['Unit', unit.name],
    ['Tahap', wordsOf(process).stage(stage).id],
    ['Yang harus bertindak', holderWords[holder as Holder].id],
    ['Putaran', String(round)],
    ['Dibuka', inWib(openedAt.getTime())],
    ['Selesai', closedAt ? inWib(closedAt.getTime()) : 'belum'],
  ];
}

function anchorText(cover: Cover | undefined): string {
  if (!cover) return 'Belum ada jangkar yang meliputi perkara ini.';
  const { anchor, seq } = cover;
  const { subject, fingerprint, isDevelopment } = describeCertificate(anchor.certificate);
  const known = `Jangkar ${anchor.seq}, ${inWib(anchor.at.getTime())}, meliputi perkara ini sampai peristiwa ${seq}.`;
  const signed = `Penanda tangan: ${subject}; sidik jari SHA-256 ${fingerprint}.`;
  return [known, signed, ...(isDevelopment ? [developmentWarning] : [])].join(' ');
}
