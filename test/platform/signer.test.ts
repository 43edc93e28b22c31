import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCertificate, developmentMark, faultOfSignature, openSigner } from '#platform/signer';
import { selfSigned } from '#platform/signer/development';

const [from, until] = [new Date('2026-11-01T00:00:00Z'), new Date('2036-11-01T00:00:00Z')];
const at = new Date('2026-11-25T00:00:00Z');
const bytes = Buffer.from('{"seq":1}');
const made = selfSigned({ name: developmentMark, from, until });
const other = selfSigned({ name: 'Lain', from, until });

let folder: string;
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sip-signer-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string, { key, certificate }: { key: string; certificate: string }) =>
  openSigner(file(`${name}.key`, key), file(`${name}.pem`, certificate));

describe('a signer of a key file', () => {
  it('signs what its certificate verifies', async () => {
    const signed = await open('own', made).sign(bytes);
    expect(signed).toMatchObject({ algorithm: 'ECDSA-SHA256', certificate: made.certificate.trim() });
    expect(faultOfSignature(bytes, signed, { at })).toBeUndefined();
    expect(faultOfSignature(bytes, signed, { at, trusted: made.certificate })).toBeUndefined();
  });

  it.each(['rsa', 'ed25519'] as const)('takes a key of the kind %s only with a certificate of its own', (kind) => {
    const key = generateKeyPairSync(kind as 'rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    expect(() => open(kind, { key: key.toString(), certificate: made.certificate })).toThrow(/does not begin with/);
  });

  it.each([
    ['other bytes', Buffer.from('{"seq":2}'), {}, /not the one of its certificate/],
    ['another certificate', bytes, { certificate: other.certificate }, /not the one of its certificate/],
    ['another algorithm', bytes, { algorithm: 'RSA-SHA256' }, /not the one of its certificate/],
    ['no certificate', bytes, { certificate: '' }, /no certificate/],
    ['a chain that is none', bytes, { certificate: made.certificate + other.certificate }, /do not issue each other/],
  ])('is not believed with %s', async (_, content, change, fault) => {
    const signed = await open('own', made).sign(bytes);
    expect(faultOfSignature(content, { ...signed, ...change }, { at })).toMatch(fault);
  });

  it('is not believed outside of its time, nor by who trusts another', async () => {
    const signed = await open('own', made).sign(bytes);
    expect(faultOfSignature(bytes, signed, { at: new Date('2040-01-01') })).toMatch(/not valid at that time/);
    expect(faultOfSignature(bytes, signed, { at, trusted: other.certificate })).toMatch(/not a trusted one/);
  });

  it('says whose it is, and that a development certificate is one', () => {
    expect(describeCertificate(made.certificate)).toMatchObject({
      isDevelopment: true,
      subject: `CN=${developmentMark}`,
    });
    expect(describeCertificate(other.certificate)).toMatchObject({ isDevelopment: false });
  });
});

describe('a certificate made here', () => {
  it('is one for everybody who reads certificates', () => {
    const read = new X509Certificate(made.certificate);
    expect(read.verify(read.publicKey)).toBe(true);
    expect([read.validFromDate, read.validToDate]).toEqual([from, until]);
    expect(
      new X509Certificate(selfSigned({ name: 'a', from, until: new Date('2051-01-01') }).certificate).validToDate,
    ).toEqual(new Date('2051-01-01'));
  });

  it('speaks for its hosts in a handshake', async () => {
    const { key, certificate } = selfSigned({ name: 'contoh', hosts: ['127.0.0.1', 'api.contoh.test'], from, until });
    const server = createServer({ key, cert: certificate });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const handshake = (servername: string) =>
      new Promise<string>((resolve) => {
        const socket = connect({ host: '127.0.0.1', port, ca: certificate, servername }, () => resolve('trusted'));
        socket.once('error', (error) => resolve(error.message));
        socket.once('secureConnect', () => socket.destroy());
      });
    expect(await handshake('api.contoh.test')).toBe('trusted');
    expect(await handshake('lain.contoh.test')).toMatch(/altnames/);
    server.close();
  });
});
