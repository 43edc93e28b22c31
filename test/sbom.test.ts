import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Component {
  readonly purl: string;
  readonly hashes?: readonly object[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly Component[];
}

const house = new URL('..', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', house), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const lock = JSON.parse(readFileSync(new URL('package-lock.json', house), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>;
};

let folder: string;
let bill: Bill;
/** In a folder that has the lock and nothing else: what is installed on this machine plays no part. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sip-sbom-'));
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(new URL(file, house), join(folder, file));
  const offline = { ...process.env, npm_config_offline: 'true', npm_config_cache: join(folder, 'cache') };
  bill = JSON.parse(
    execFileSync('npm', ['run', '-s', 'sbom'], { cwd: folder, encoding: 'utf8', env: offline }),
  ) as Bill;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bill of materials (npm run -s sbom)', () => {
  it('is CycloneDX, and is made from the lock alone, without a network or an installation', () => {
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.components.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
  });

  it.each(Object.keys(manifest.dependencies))(
    'names %s, in the version that is locked, with the hash of its content, as part of production',
    (name) => {
      const found = namedIn(bill, name);
      expect(found?.hashes).toHaveLength(1);
      expect(found && isMarked(found)).toBe(false);
    },
  );

  it('marks what is for development alone', () => {
    const tools = Object.keys(manifest.devDependencies).filter((name) => lock.packages[`node_modules/${name}`]?.dev);
    expect(tools.length).toBeGreaterThan(10);
    const marked = tools.filter((name) => {
      const found = namedIn(bill, name);
      return found && isMarked(found);
    });
    expect(marked).toEqual(tools);
  });
});

function namedIn({ components }: Bill, name: string): Component | undefined {
  const version = lock.packages[`node_modules/${name}`]?.version;
  return components.find(({ purl }) => purl === `pkg:npm/${name.replace('@', '%40')}@${version}`);
}

const isMarked = ({ properties }: Component): boolean =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
