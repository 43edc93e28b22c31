import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, identifier, instant, integer, octets, sequence, set, tagged, truth, utf8 } from './der.ts';

interface Wanted {
  readonly name: string;
  /** Host names and IPv4 addresses for which it speaks, for TLS. */
  readonly hosts?: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));

/** A key (P-256) and a certificate that it signs itself: for machines on which nothing is at stake. PEM. */
export function selfSigned({ name, hosts = [], from, until }: Wanted): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const named = sequence(set(sequence(identifier('2.5.4.3'), utf8(name))));
  const content = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(12)),
    ecdsaWithSha256,
    named,
    sequence(time(from), time(until)),
    named,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(issuesNone, ...(hosts.length > 0 ? [speaksFor(hosts)] : []))),
  );
  const certificate = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem('CERTIFICATE', certificate),
  };
}

/** It stands for itself and issues no other: strict readers refuse an authority as a server. */
const issuesNone = sequence(identifier('2.5.29.19'), truth, octets(sequence()));

function speaksFor(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIPv4(host) ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host)),
  );
  return sequence(identifier('2.5.29.17'), octets(sequence(...names)));
}

/** Years until 2049 are written with two digits (RFC 5280, 4.1.2.5). */
function time(date: Date): Buffer {
  const [, short = ''] = /^20([0-4]\d{11})/.exec(date.toISOString().replace(/\D/g, '')) ?? [];
  return short === '' ? instant(date) : tagged(0x17, Buffer.from(`${short}Z`));
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
