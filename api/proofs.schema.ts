import { z } from 'zod';
import { CaseNumber, Hash, Instant } from './schema.ts';

/** A query knows no booleans. */
const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

export const CaseParams = z.object({ process: z.string().max(40), number: CaseNumber });
export const FilesQuery = z.strictObject({
  files: Flag.meta({ description: 'also read every content in custody and compare it with its hash' }),
});
export const ProofParams = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/, 'expected the id of a proof') });
export const ProofBody = z
  .strictObject({ files: z.boolean().default(false).meta({ description: 'also read every content in custody' }) })
  .meta({ id: 'ProofWanted' });

export const FaultView = z
  .object({ chain: z.string(), seq: z.int(), what: z.string() })
  .meta({ id: 'Fault', description: 'The first row of a chain that was altered, dropped, added or moved' });

const Certificate = z
  .object({
    subject: z.string(),
    issuer: z.string(),
    fingerprint: z.string(),
    isDevelopment: z.boolean().meta({ description: 'a development certificate: proves nothing before a court' }),
  })
  .meta({ id: 'SignerCertificate' });

export const CoverView = z
  .object({
    anchor: z.int(),
    at: Instant,
    root: Hash,
    knows: z.int().meta({ description: 'the last event of the case that the anchor knows' }),
    path: z.array(z.object({ side: z.enum(['left', 'right']), hash: Hash })),
    certificate: Certificate,
  })
  .meta({
    id: 'Cover',
    description: 'The last signed anchor that knows the case, and the path from its leaf to the tree',
  });

export const CaseProofView = z
  .object({
    case: z.string(),
    whole: z.boolean(),
    events: z.int(),
    head: Hash.nullable(),
    files: z.boolean().meta({ description: 'whether the contents in custody were read' }),
    erased: z.array(z.object({ event: z.int(), at: Instant })).meta({
      description: 'events whose words were erased, and when: the chain holds their hashes and proves the rest',
    }),
    cover: CoverView.nullable(),
    faults: z.array(FaultView),
  })
  .meta({ id: 'CaseProof' });

export const ProofView = z
  .object({
    id: z.string(),
    status: z.enum(['running', 'done', 'failed']),
    since: Instant,
    files: z.boolean(),
    result: z
      .object({
        whole: z.boolean(),
        cases: z.int(),
        events: z.int(),
        refusals: z.int(),
        anchors: z.int(),
        faultCount: z.int(),
        faults: z.array(FaultView).meta({ description: 'the first hundred' }),
      })
      .nullable(),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Proof', description: 'A proof of the whole record: its result is there when its status is done' });
