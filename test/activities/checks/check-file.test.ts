import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeLists } from '#domain/code-list';
import { shownReport } from '#domain/report';
import { standardFor } from '#domain/standard';
import { bundleFormat, type StandardBundle } from '#domain/standard/bundle';
import { sealOf } from '#platform/seal';
import { check, header, row, table } from './check.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
  writeFileSync(join(folder, 'sound.csv'), table(row(1), row(2)));
  writeFileSync(join(folder, 'faulty.csv'), table(row(1), '2025,99,84,JAPAN,P,1'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(folder, 'old.csv'), table('2025,01,84,"KOREA, REPUBLIC OF",P,1'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as npm runs it, from a folder of the producer's, with a temporary folder of its own. */
function begin(...args: string[]) {
  const temporary = mkdtempSync(join(folder, 'temporary-'));
  const child = spawn(process.execPath, [resolve('local/start.mjs'), 'check-file', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: temporary, INIT_CWD: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { child, left: () => readdirSync(temporary), said };
}

async function run(...args: string[]) {
  const { said, left } = begin(...args);
  const [out, error, [code]] = await said;
  return { out, error, code: code as number | null, left: left() };
}

const exportStandard = ['--standard', 'realisasi-ekspor'];

describe('the exit code', () => {
  it.each<[number, string, string[]]>([
    [0, 'nothing to correct', ['sound.csv', ...exportStandard]],
    [0, 'warnings alone', ['old.csv', ...exportStandard]],
    [0, 'the months of the period', ['sound.csv', ...exportStandard, '--period', '2025-01']],
    [0, 'a standard by its component', ['sound.csv', '--standard', '20.1']],
    [0, 'any readable table', ['sound.csv', '--standard', 'tabel']],
    [0, 'a component that the generic standard judges', ['sound.csv', '--standard', '9.1']],
    [1, 'errors', ['faulty.csv', ...exportStandard]],
    [1, 'months outside of the period', ['sound.csv', ...exportStandard, '--period', '2024-01..2024-12']],
    [1, 'columns of another standard', ['sound.csv', '--standard', 'realisasi-impor-indonesia']],
    [2, 'no such file', ['none.csv', ...exportStandard]],
    [2, 'a folder', ['.', ...exportStandard]],
    [2, 'an unknown standard', ['sound.csv', '--standard', 'emas']],
    [2, 'several standards that begin so', ['sound.csv', '--standard', 'realisasi']],
    [2, 'no standard', ['sound.csv']],
    [2, 'a component that Lampiran I does not have', ['sound.csv', '--standard', '99.9']],
    [2, 'a pipe, which is no regular file', ['pipe', ...exportStandard]],
    [2, 'a pipe as a bundle', ['sound.csv', '--bundle', 'pipe']],
    [2, 'no file', exportStandard],
    [2, 'a period that is none', ['sound.csv', ...exportStandard, '--period', '2025-13']],
    [2, 'an unknown word', ['sound.csv', ...exportStandard, '--fix']],
    [2, 'a list over the file itself', ['sound.csv', ...exportStandard, '--list', 'sound.csv']],
    [2, 'a list that cannot be written', ['faulty.csv', ...exportStandard, '--list', 'none/list.csv']],
  ])('is %i for %s, and nothing is left behind', async (code, _what, args) => {
    const ended = await run(...args);
    expect(ended).toMatchObject({ code, left: [] });
    expect(ended.out === '').toBe(code === 2);
    expect(ended.error === '').toBe(code !== 2);
  });

  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'empty-file'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'pdf'],
    ['not UTF-8', Buffer.from(`${header}\n2025,01,84,JAP\u00c4N,P,1\n`, 'latin1'), 'encoding'],
    ['without any column name of the standard', 'a,b\n1,2\n', 'no-header'],
  ])('is 2 for a file that cannot be read because it is %s, and the report says why', async (_what, content, code) => {
    writeFileSync(join(folder, 'unreadable'), content);
    const asked = ['unreadable', ...exportStandard];
    const [ended, told] = [await run(...asked, '--json'), await run(...asked)];
    expect([ended.code, ended.error, told.code]).toEqual([2, '', 2]);
    expect(JSON.parse(ended.out).findings).toMatchObject([{ code, severity: 'blocker' }]);
    expect(told.out).toMatch(/^Tidak dapat dibaca, karena itu tidak diperiksa/);
  });

  it('is 2 when the engine does not get what it needs', async () => {
    const { child, said, left } = begin('sound.csv', ...exportStandard);
    void killChecks(child.pid ?? 0);
    const [out, error, [code]] = await said;
    expect([code, out, left()]).toEqual([2, '', []]);
    expect(error).toContain('npm ci');
  });
});

/** What PDSI might have registered: a list of countries without Japan. */
function bundle(): StandardBundle {
  const standard = { ...standardFor('20.1'), version: '3.0.0' };
  const decided = { authority: 'Setjen', decisionNumber: 'SK-7', decisionDate: '2025-11-01' };
  const registered = { version: '3.0.0', validFrom: '2025-01', validTo: '2025-12', ...decided };
  const names = [...new Set(standard.schema.fields.flatMap((field) => field['sip:codes'] ?? []))];
  const lists = names.map((name) => codeLists[name as keyof typeof codeLists]);
  return {
    format: bundleFormat,
    component: '20.1',
    period: '2025-10',
    takenAt: '2026-01-05T03:00:00.000Z',
    standard,
    codeLists: lists.map((list) =>
      list.name === 'countries' ? { ...list, codes: list.codes.filter(({ code }) => code !== 'JAPAN') } : list,
    ),
    registered: { standard: registered, codeLists: { countries: registered } },
  };
}

function keepBundle(name: string, given: StandardBundle = bundle(), seal = sealOf(given)): string {
  writeFileSync(join(folder, name), JSON.stringify({ ...given, seal }, undefined, 1));
  return name;
}

describe('a bundle', () => {
  it('judges by exactly what it holds, and is named', async () => {
    const asked = ['sound.csv', '--bundle', keepBundle('bundle.json')];
    const { out, code } = await run(...asked);
    expect(code).toBe(1);
    expect(out).toContain(
      'Dinilai menurut bundel PDSI yang diambil 2026-01-05T03:00:00.000Z: versi 3.0.0 (Setjen, SK-7, 2025-11-01)',
    );
    expect(out).toContain("Judged by PDSI's bundle taken 2026-01-05T03:00:00.000Z: version 3.0.0");
    const report = JSON.parse((await run(...asked, '--json')).out);
    expect(report).toMatchObject({ standard: 'realisasi-ekspor-indonesia', version: '3.0.0' });
    expect(report.totals).toMatchObject([{ code: 'unknown-code', total: 2 }]);
  });

  it.each<[string, string | null, string, string]>([
    ['0000-00', null, 'berlaku untuk semua bulan', 'valid for every month'],
    ['0000-00', '2025-12', 'berlaku sampai 2025-12', 'valid until 2025-12'],
    ['2025-01', null, 'berlaku sejak 2025-01', 'valid from 2025-01 on'],
    ['2025-01', '2025-12', 'berlaku 2025-01 sampai 2025-12', 'valid 2025-01 to 2025-12'],
  ])('valid from %s to %s is told so in words', async (validFrom, validTo, id, en) => {
    const given = bundle();
    const standard = { ...given.registered.standard, validFrom, validTo };
    const name = keepBundle('told.json', { ...given, registered: { ...given.registered, standard } });
    const { out } = await run('sound.csv', '--bundle', name);
    for (const words of [id, en]) expect(out).toContain(`${words}.`);
  });

  it.each<[string, () => string]>([
    ['is no JSON', () => 'sound.csv'],
    ['is another document', () => keepBundle('other.json', { ...bundle(), format: 'other' as typeof bundleFormat })],
    ['was written in', () => keepBundle('forged.json', bundle(), sealOf({ ...bundle(), period: '2025-11' }))],
  ])('that %s is refused with what to do', async (_what, make) => {
    const { code, out, error } = await run('faulty.csv', '--bundle', make());
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain('/bundle.json');
  });

  it('that is not there, not valid for the period, or beside a standard, checks nothing', async () => {
    const name = keepBundle('bundle.json');
    const ended = [
      await run('sound.csv', '--bundle', 'none.json'),
      await run('sound.csv', '--bundle', name, '--period', '2025-10..2026-01'),
      await run('sound.csv', '--bundle', name, ...exportStandard),
    ];
    expect(ended.map(({ code, out }) => [code, out])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ]);
    expect(ended[1]?.error).toContain('/v1/standards/20.1/bundle.json?period=2026-01');
  });
});

describe('what is said', () => {
  it('to who asks how it is used is that, and no fault', async () => {
    const { code, out, error } = await run('--help');
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/Cara pakai: .*--bundle[^]*Usage: .*--bundle/);
  });

  it('without a bundle names the draft of the program, and where PDSI keeps what may be another', async () => {
    const [indonesian = '', english = ''] = (await run('sound.csv', ...exportStandard)).out.split('\n\n');
    expect(indonesian).toMatch(
      /draf yang disertakan dalam program ini, versi [0-9.]+; PDSI mungkin menyimpan versi lain/,
    );
    expect(english).toMatch(/draft shipped with this program, version [0-9.]+; PDSI may keep another/);
    for (const block of [indonesian, english]) expect(block).toContain('/v1/standards/20.1/bundle.json');
  });

  it('of a component without a standard of its own names the generic one, and where the bundle of the component is', async () => {
    const { out } = await run('sound.csv', '--standard', '9.1');
    expect(out).toContain('(tabel-terbaca ');
    expect(out).toContain('/v1/standards/9.1/bundle.json');
  });

  it('is also what was not done: no comparison with earlier data, where the standard asks for it', async () => {
    const [compared, other] = [await run('sound.csv', ...exportStandard), await run('sound.csv', '--standard', '9.1')];
    const [indonesian = '', english = ''] = compared.out.split('\n\n');
    expect(indonesian).toMatch(/Tidak dibandingkan dengan tahun sebelumnya: .*POST \/v1\/checks/);
    expect(english).toMatch(/Not compared with the year before: .*POST \/v1\/checks/);
    expect(other.out).not.toMatch(/dibandingkan|compared/);
  });

  it('of a finding cites the item of the checklist with its basis', async () => {
    const { report } = await check(readFileSync(join(folder, 'faulty.csv')));
    const [{ itemText, basis } = { itemText: { id: '', en: '' }, basis: '' }] = shownReport(report).findings;
    const [indonesian = '', english = ''] = (await run('faulty.csv', ...exportStandard)).out.split('\n\n');
    expect(indonesian).toContain(`[${itemText.id}; ${basis}]`);
    expect(english).toContain(`[${itemText.en}; ${basis}]`);
  });

  it('to a program is the report as the API gives it, and nothing else', async () => {
    const { out, code } = await run('faulty.csv', ...exportStandard, '--json', '--period', '2025-01..2025-10');
    const { report } = await check(readFileSync(join(folder, 'faulty.csv')));
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(shownReport(report))));
    expect(JSON.parse(out).findings).toMatchObject([
      {
        row: 3,
        column: 'bulan',
        value: '99',
        code: 'pattern',
        itemText: { id: expect.stringMatching(/\S/) },
        basis: expect.stringMatching(/\d/),
      },
    ]);
    expect(code).toBe(1);
  });

  it('to a program has row, column and value in every finding, null where there is none', async () => {
    writeFileSync(join(folder, 'nothing'), '');
    const { out, code } = await run('nothing', ...exportStandard, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).findings).toMatchObject([{ code: 'empty-file', row: 1, column: null, value: null }]);
  });

  it('to one who reads no further is no fault, and leaves the exit code', async () => {
    const command = '"$0" "$1" check-file faulty.csv --standard realisasi-ekspor | true; echo "${PIPESTATUS[0]}"';
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, resolve('local/start.mjs')], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      encoding: 'utf8',
    });
    expect([stdout, stderr]).toEqual(['1\n', '']);
  });

  it('to people begins in Indonesian, with the totals of each rule, and goes on in English', async () => {
    const { out } = await run('faulty.csv', ...exportStandard);
    const [indonesian = '', english = ''] = out.split('\n\n');
    expect(indonesian).toContain('Harus diperbaiki: 1 galat, 0 peringatan dalam 2 baris');
    expect(indonesian).toContain('galat  pattern  1');
    expect(english).toContain('To be corrected: 1 error, 0 warnings in 2 rows');
  });

  it('of warnings alone never says that nothing has to be corrected, which it says of a file without any', async () => {
    const [warned, sound] = [await run('old.csv', ...exportStandard), await run('sound.csv', ...exportStandard)];
    expect(warned.out).toMatch(/^Tidak ada galat, tetapi setiap peringatan harus dilihat.*: 0 galat, 1 peringatan/);
    expect(warned.out).toMatch(/There are no errors, but every warning has to be looked at.*: 0 errors, 1 warning/);
    expect(warned.out).not.toMatch(/Tidak ada yang harus diperbaiki|Nothing has to be corrected/);
    expect(sound.out).toMatch(/^Tidak ada yang harus diperbaiki: [^]*Nothing has to be corrected: /);
  });

  it('without a standard is how the command is used, and the standards that there are', async () => {
    const { error } = await run('sound.csv');
    expect(error).toMatch(/Sebut standar .*realisasi-ekspor-indonesia.*\nCara pakai: [^]*Usage: /);
  });

  it('of a standard that is not known names the known ones', async () => {
    const { error } = await run('sound.csv', '--standard', 'emas');
    expect(error).toContain('realisasi-ekspor-indonesia');
    expect(error).toContain('tabel-terbaca');
  });

  it('goes in full to the list, which is empty when there is nothing', async () => {
    const list = join(folder, 'list.csv');
    await run('faulty.csv', ...exportStandard, '--list', 'list.csv');
    expect(readFileSync(list, 'utf8').trimEnd().split('\r\n')).toHaveLength(2);
    await run('sound.csv', ...exportStandard, '--list', 'list.csv');
    expect(readFileSync(list, 'utf8').trimEnd().split('\r\n')).toHaveLength(1);
  });
});

describe('a list of findings', () => {
  it.each<[string, string, () => string]>([
    ['the same file by a longer path', 'own.csv', () => './own.csv'],
    ['its absolute path', 'own.csv', () => join(folder, 'own.csv')],
    ['a symbolic link to it', 'own.csv', () => linked('symbolic.csv', symlinkSync)],
    ['a hard link to it', 'own.csv', () => linked('hard.csv', linkSync)],
    ['another table of the producer', 'other.csv', () => 'other.csv'],
    ['the bundle', 'bundle.csv', () => './bundle.csv'],
    ['a link that leads nowhere', 'own.csv', () => linked('nowhere.csv', (_from, to) => symlinkSync('gone', to))],
  ])('never goes over what is the producer’s own: %s', async (_what, kept, nameOf) => {
    for (const name of ['own.csv', 'other.csv']) writeFileSync(join(folder, name), table(row(1), 'x'));
    const by = kept === 'bundle.csv' ? ['--bundle', keepBundle(kept)] : exportStandard;
    const before = readFileSync(join(folder, kept), 'utf8');
    const { code, error } = await run('own.csv', ...by, '--list', nameOf());
    expect(readFileSync(join(folder, kept), 'utf8')).toBe(before);
    expect([code, existsSync(join(folder, 'gone'))]).toEqual([2, false]);
    expect(error).toMatch(/[Dd]aftar temuan|--list temuan.csv/);
  });

  it('is CSV, and is written under no name that says something else', async () => {
    const { code, error } = await run('faulty.csv', ...exportStandard, '--list', 'list.xlsx');
    expect([code, existsSync(join(folder, 'list.xlsx'))]).toEqual([2, false]);
    expect(error).toContain('--list temuan.csv');
  });
});

/** Another name of the producer's file. */
function linked(name: string, link: (from: string, to: string) => void): string {
  rmSync(join(folder, name), { force: true });
  link(join(folder, 'own.csv'), join(folder, name));
  return name;
}

const processes = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, group, ...args]) => ({ pid: Number(pid), group: Number(group), args: args.join(' ') }));

const ofGroup = (group: number) => processes().filter((each) => each.group === group && each.pid !== process.pid);

async function eventually(what: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 1000) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
}

async function killChecks(group: number): Promise<void> {
  const checks = () => ofGroup(group).find(({ args }) => args.includes('checks/child.ts'));
  await eventually('the check has begun', () => checks() !== undefined);
  process.kill(checks()?.pid ?? 0, 'SIGKILL');
}

describe('an end on the way', () => {
  it.each<[string, NodeJS.Signals, (pid: number) => number]>([
    ['Ctrl-C, which reaches the whole group', 'SIGINT', (pid) => -pid],
    ['SIGTERM to the starter', 'SIGTERM', (pid) => pid],
    ['SIGKILL to the starter', 'SIGKILL', (pid) => pid],
  ])('by %s leaves no process and no file', async (_how, signal, whom) => {
    const long = join(folder, 'long.csv');
    writeFileSync(long, `${[header, ...Array.from({ length: 600_000 }, (_, at) => row(at))].join('\n')}\n`);
    const { child, said, left } = begin('long.csv', ...exportStandard);
    const pid = child.pid ?? 0;
    await eventually('the check reads', () => left().length > 0 && ofGroup(pid).length > 2);
    process.kill(whom(pid), signal);
    const [out, , [code]] = await said;
    expect([out, code === 0 || code === 1]).toEqual(['', false]);
    await eventually('nothing is left', () => ofGroup(pid).length === 0 && left().length === 0);
  });
});
