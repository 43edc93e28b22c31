import type { Client } from '@temporalio/client';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import type { Chronicle } from './chronicle.ts';
import { digestActivities } from './digest.ts';
import { dryRunActivities } from './dry-run.ts';
import { actingOn, gatewayActivities } from './gateway.ts';
import { mailActivities } from './mail.ts';
import { recordActivities } from './record.ts';
import { registrationChronicle } from './registration.ts';
import { sharingActivities } from './sharing.ts';
import { submissionActivities, submissionChronicle } from './submission.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  /** For the one gateway to other cases. */
  readonly temporal: Client;
  readonly storagePlace: string;
  readonly mail: Omit<Parameters<typeof mailActivities>[0], 'database'>;
}

/** Everything that moves cases, one line per process. Names share one register: they must differ. */
export function caseActivities({ database, storage, storagePlace, temporal, mail }: Needs) {
  const chronicles: Record<string, Chronicle> = {
    registration: registrationChronicle,
    submission: submissionChronicle(storagePlace),
  };
  return {
    ...recordActivities({ database, chronicles }),
    ...mailActivities({ database, ...mail }),
    ...digestActivities({ database, ...mail }),
    ...submissionActivities({ storage }),
    ...dryRunActivities({ database }),
    ...gatewayActivities({ database, temporal }),
    ...sharingActivities({ database, act: actingOn(temporal) }),
  };
}
