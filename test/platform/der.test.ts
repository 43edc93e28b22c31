import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { integer } from '#platform/signer/der';
import { selfSigned } from '#platform/signer/development';

const hex = (...bytes: number[]) => integer(Buffer.from(bytes)).toString('hex');

describe('a number in a certificate', () => {
  it.each<[number[], string]>([
    [[0x00, 0x12, 0x34], '02021234'],
    [[0x00, 0x00, 0x9a], '0202009a'],
    [[0x9a], '0202009a'],
    [[0x00, 0x00], '020100'],
    [[0x7f], '02017f'],
  ])('is written in as few bytes as it takes: %j', (bytes, written) => {
    expect(hex(...bytes)).toBe(written);
  });
});

describe('a development certificate', () => {
  it('can be read whatever its number is', () => {
    for (let count = 0; count < 600; count += 1) {
      const { certificate } = selfSigned({ name: 'contoh', from: new Date(0), until: new Date(86_400_000) });
      expect(() => new X509Certificate(certificate)).not.toThrow();
    }
  });
});
