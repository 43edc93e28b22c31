import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { findingsWorkbook } from '#api/submission/findings-workbook';

/**
 * What the complete list as a workbook costs the API: seconds, bytes, the longest that nobody else was served, and the most memory.
 *
 *     node bench/findings-workbook.ts --findings 1000000
 */
const { values } = parseArgs({ options: { findings: { type: 'string', default: '1000000' } } });
const findings = Number(values.findings);
const codes = ['required', 'pattern', 'unknown-code', 'unique-key'];

/** In pieces as they come from storage. */
function* list(): Generator<Buffer> {
  let piece = 'code,severity,item,row,column,value,message_id,message_en,remedy_id,remedy_en\r\n';
  for (let row = 2; row < findings + 2; row += 1) {
    const said = `"Kolom negara_tujuan berisi ""NEGARA ${row}"", yang tidak ada dalam daftar Negara."`;
    const remedy = '"Tulis kode dari daftar countries (BPS), contoh JAPAN."';
    piece += `${codes[row % 4]},error,validated,${row},negara_tujuan,NEGARA ${row},${said},${said},${remedy},${remedy}\r\n`;
    if (piece.length < 64 * 1024) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

const scratch = await mkdtemp(join(tmpdir(), 'bench-'));
let longest = 0;
let last = performance.now();
const timer = setInterval(() => {
  longest = Math.max(longest, performance.now() - last - 10);
  last = performance.now();
}, 10);
try {
  const since = performance.now();
  const totals = codes.map((code) => ({ code, severity: 'error', total: findings / 4 }) as const);
  const content = await findingsWorkbook({ list: Readable.from(list()), scratch, totals });
  const first = performance.now();
  let size = 0;
  for await (const chunk of content) size += chunk.length;
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  const most = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `${findings} findings, ${(size / 1e6).toFixed(1)} MB: first byte after ${seconds(since, first)} s, all after ${seconds(since, performance.now())} s; others waited ${Math.round(longest)} ms at most; ${most} MB of memory at most\n`,
  );
} finally {
  clearInterval(timer);
  await rm(scratch, { recursive: true, force: true });
}
