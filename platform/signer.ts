import { createPrivateKey, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';

/** A signature with everything that verifying it needs but trust. */
export interface Signature {
  readonly algorithm: string;
  /** Base64. */
  readonly signature: string;
  /** The signer's certificate first, then those who issued it; PEM. */
  readonly certificate: string;
}

/**
 * Who signs for the office: a key file here; an HSM, or BSrE's service for the office's own certificate, is another one behind the same
 * call. Sertifikat Elektronik for kerahasiaan, keutuhan, keakuratan, kenirsangkalan: 39/21 31(3).
 */
export interface Signer {
  sign(bytes: Buffer): Promise<Signature>;
}

/** Digests by the kind of key: what OpenSSL, BSrE and every court's expert can verify. */
const algorithms = {
  ec: { name: 'ECDSA-SHA256', digest: 'sha256' },
  rsa: { name: 'RSA-SHA256', digest: 'sha256' },
  ed25519: { name: 'Ed25519', digest: null },
} as const;

function algorithmOf({ asymmetricKeyType: type }: KeyObject) {
  const known = type !== undefined && Object.hasOwn(algorithms, type) ? type : undefined;
  if (known === undefined)
    throw new Error(`a key of the kind ${type ?? 'unknown'} signs nothing here: use EC, RSA or Ed25519`);
  return algorithms[known as keyof typeof algorithms];
}

/** Signs with a key file and its certificate chain, PEM. A key that is not the certificate's is found before anything is signed. */
export function openSigner(keyFile: string, certificateFile: string): Signer {
  const key = createPrivateKey(readFileSync(keyFile));
  const certificate = readFileSync(certificateFile, 'utf8').trim();
  const [own] = certificatesIn(certificate);
  if (!own?.checkPrivateKey(key))
    throw new Error(`${certificateFile} does not begin with the certificate of ${keyFile}`);
  const { name: algorithm, digest } = algorithmOf(key);
  return {
    async sign(bytes) {
      return { algorithm, signature: sign(digest, bytes, key).toString('base64'), certificate };
    },
  };
}

export function certificatesIn(pem: string): X509Certificate[] {
  const parts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return parts.map((part) => new X509Certificate(part));
}

interface Judged {
  readonly at: Date;
  /** Certificates that are believed, PEM: the signer's own or one that issued it. Undefined: nobody said which. */
  readonly trusted?: string | undefined;
}

/** What is wrong with a signature, its certificate at that time, or the trust in it; undefined when nothing is. */
export function faultOfSignature(bytes: Buffer, kept: Signature, { at, trusted }: Judged): string | undefined {
  const chain = certificatesIn(kept.certificate);
  const [own] = chain;
  if (!own) return 'it carries no certificate';
  const { name, digest } = algorithmOf(own.publicKey);
  const isSigned =
    name === kept.algorithm && verify(digest, bytes, own.publicKey, Buffer.from(kept.signature, 'base64'));
  if (!isSigned) return 'its signature is not the one of its certificate';
  if (at < own.validFromDate || at > own.validToDate) return 'its certificate was not valid at that time';
  const isChain = chain.every((one, place) => place === 0 || isIssuedBy(chain[place - 1] as X509Certificate, one));
  if (!isChain) return 'its certificates do not issue each other';
  return trusted === undefined || isTrusted(chain, certificatesIn(trusted))
    ? undefined
    : 'its certificate is not a trusted one';
}

const isIssuedBy = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);

/** The signer's certificate itself is trusted, or one above it issued by, or being, a trusted one. */
const isTrusted = (chain: readonly X509Certificate[], trusted: readonly X509Certificate[]): boolean =>
  chain.some((one) =>
    trusted.some((known) => known.fingerprint256 === one.fingerprint256 || (known.ca && isIssuedBy(one, known))),
  );

/** What people read of the signer's certificate. */
export function describeCertificate(certificate: string) {
  const [own] = certificatesIn(certificate);
  const subject = (own?.subject ?? '').split('\n').join(', ');
  return {
    subject,
    issuer: (own?.issuer ?? '').split('\n').join(', '),
    fingerprint: own?.fingerprint256 ?? '',
    isDevelopment: subject.includes(developmentMark),
  };
}

/** Stands in the name of every certificate that this house makes for itself. */
export const developmentMark = 'SERTIFIKAT PENGEMBANGAN (development certificate)';

/** Judges signatures by what is trusted, from the configuration; without any, by their own certificates. */
export function judgeBy({ SIGNER_TRUST_FILE: trust, SIGNER_CERTIFICATE_FILE: own }: TrustConfig) {
  const file = trust ?? own;
  const trusted = file === undefined ? undefined : readFileSync(file, 'utf8');
  return (bytes: Buffer, signature: Signature, at: Date) => faultOfSignature(bytes, signature, { at, trusted });
}

type TrustConfig = Partial<Pick<Config, 'SIGNER_TRUST_FILE' | 'SIGNER_CERTIFICATE_FILE'>>;
