import type { Kept } from './shape.ts';

const compose = 'compose.test.ts';
const planted = 'api/planted.test.ts';
const door = 'api/door.test.ts';
const refusedBodies = [door, '%s is refused'] as const;
const everyAnswer = ['api/headers.test.ts', '%s %i'] as const;
const foreseen = [
  door,
  'is a 500 that tells the caller nothing but a number, and the log what kind of error it was and where it arose',
] as const;
const inLog = [
  planted,
  'come out in no line of the log of the API, at its most talkative, whatever was asked and however it failed',
] as const;
const inWorkers = [
  planted,
  'come out in no line of a worker, whose activities failed with them in their words',
] as const;
const inHistories = [
  planted,
  'come out in no history, search attribute, memo, summary or failure that Temporal keeps',
] as const;
const jsonLines = ['kill/watched.test.ts', 'is JSON in every line, with the time in UTC'] as const;

/** V13, V15 and V16: how it is set up, built and watched. */
export const operation: readonly Kept[] = [
  {
    id: '13.1.1',
    rule: 'What it speaks to is written down',
    control: 'The parts, their networks and what is published; every address is a variable',
    tests: [[compose, 'ports are published to this machine alone; databases, Temporal and checks have no way out']],
    paper: 'docs/operations.md',
  },
  {
    id: '13.2.2',
    rule: 'Least rights between the parts',
    control: 'The application works under a role that adds to the record and changes nothing in it',
    tests: [
      ['prisma/record.test.ts', 'is refused every change of the evidence'],
      ['prisma/record.test.ts', 'owns nothing, makes nothing, and does not read the books of the migrations'],
      [compose, 'servers come back by themselves; the office runs with nothing that it may write but its files'],
    ],
  },
  {
    id: '13.2.3',
    rule: 'No default credentials',
    control: 'Every secret must be filled in; compose does not start without',
    tests: [
      [compose, 'a secret is a variable that must be filled in, never a word or a default'],
      [compose, 'without a required variable compose says what is missing'],
    ],
  },
  {
    id: '13.3.2',
    rule: 'Secrets are for whom they are needed',
    control: 'The owner’s password reaches the migration alone',
    tests: [[compose, "only the migration has the owner's password"]],
  },
  {
    id: '13.4.1',
    rule: 'No version control in what is shipped',
    control: 'The image holds what is named, and nothing else is let through to its build',
    tests: [[compose, 'what it copies exists and is let through to the build']],
  },
  {
    id: '13.4.2',
    rule: 'No debugging in production',
    control: 'No debug mode; errors tell nothing but a number',
    tests: [foreseen],
  },
  { id: '13.4.3', rule: 'No listings of folders', control: 'Folders of assets are a 404', tests: [everyAnswer] },
  { id: '13.4.4', rule: 'No TRACE', control: '405', tests: [[door, '%s %s: %s']] },
  {
    id: '13.4.5',
    rule: 'Documentation and measurements are not open',
    control:
      'OpenAPI documents for who has signed in (API_DOCS); measurements on an address of their own, on the inner network',
    tests: [
      ['api/docs.test.ts', '%s is for who has signed in'],
      ['api/docs.test.ts', 'the page and what it loads say nothing of the API before'],
      ['api/metrics.test.ts', 'are shown on an address of their own, and nothing else is'],
    ],
  },
  {
    id: '15.1.2',
    rule: 'A bill of materials',
    control: 'CycloneDX from the lock: npm run -s sbom (npm comes with Node)',
    tests: [
      ['sbom.test.ts', 'names %s, in the version that is locked, with the hash of its content, as part of production'],
    ],
  },
  {
    id: '15.1.3',
    rule: 'What is costly is written down, with what keeps it from harming others',
    control: 'Uploads, checks, proofs, evidence',
    tests: [['api/checks.test.ts', 'stands behind every submission, and behind the caps of its unit']],
    paper: 'docs/operations.md',
  },
  {
    id: '15.2.2',
    rule: 'What is costly harms nobody',
    control: 'Checks in a process and a queue of their own, with limits of memory and time; long answers are polled',
    tests: [
      ['api/checks.test.ts', 'says where to look, how far it is, and ends when it is cancelled'],
      [
        'activities/checks/foul-input.test.ts',
        'of one line without end costs no memory: a gigabyte is stopped at 1 MiB, and proven to its end',
      ],
    ],
  },
  {
    id: '15.2.3',
    rule: 'Production holds what it needs and nothing else',
    control: 'No tests, no demo, no tools in the image',
    tests: [[compose, 'what it runs imports nothing but the packages of production']],
  },
  {
    id: '15.3.1',
    rule: 'Answers hold the fields that are needed',
    control: 'Every view is written field by field; whose content it is not gets no value',
    tests: [
      [
        'api/findings-workbook.test.ts',
        'has no value of the file in its beginning for those who may not read the content, nor quotes one',
      ],
    ],
  },
  {
    id: '15.3.2',
    rule: 'Redirects of others are not followed',
    control: 'Neither for the sign-in service’s configuration nor for its keys',
    tests: [
      [
        'api/identity.test.ts',
        'a sign-in service that leads elsewhere is not followed: its keys are asked for at the configured address alone',
      ],
    ],
  },
  {
    id: '15.3.3',
    rule: 'No field is set that an act does not know',
    control: 'Strict schemas',
    tests: [refusedBodies],
  },
  {
    id: '15.3.5, 15.3.6',
    rule: 'Types are what they are said to be; prototypes stay as they are',
    control: 'TypeScript, schemas that parse, `__proto__` and `constructor` refused',
    tests: [refusedBodies, [door, 'that nobody knows has none']],
  },
  {
    id: '15.3.7',
    rule: 'A parameter that comes twice confuses nobody',
    control: 'A simple parser of queries; twice is refused',
    tests: [['api/lists.test.ts', 'refuses %s and says where']],
  },
  {
    id: '16.2.1',
    rule: 'Every line says when, where, who, what',
    control: 'Time, process, ids of request, case and workflow, opaque person, act, outcome',
    tests: [
      [
        planted,
        'carries the id of its request wherever it is written for one, and nothing of the address but its pattern',
      ],
      [planted, 'carries the case and its workflow wherever the request is about one'],
      [planted, 'of a worker carries the case and its workflow too'],
    ],
  },
  { id: '16.2.2', rule: 'Times in UTC', control: 'ISO 8601 with Z', tests: [jsonLines] },
  {
    id: '16.2.4',
    rule: 'Lines can be read by machines',
    control: 'JSON, the lines of Temporal’s own library included',
    tests: [jsonLines],
  },
  {
    id: '16.2.5',
    rule: 'Nothing secret or personal is logged',
    control:
      'Errors without their words, addresses as patterns, people as ids; planted values in logs, problems and histories',
    tests: [
      inLog,
      inWorkers,
      inHistories,
      [
        planted,
        'come out in no problem, but to who brought them: the key that they wrote, the cell of their file, that the claim is theirs',
      ],
      [
        'activities/history.test.ts',
        'hold ids, codes and instants only: no names, no findings, no reasons, no file names',
      ],
      ['platform/config.test.ts', 'never says what was set: it may be a password'],
    ],
  },
  {
    id: '16.3.1',
    rule: 'Signing in is logged, good or bad',
    control: 'Every request tells who asked, or that a token was refused; signing in itself is logged by its service',
    tests: [[door, 'who was not let in is in the log by id, and who hung up is no error']],
  },
  {
    id: '16.3.2',
    rule: 'Refused attempts are logged',
    control: 'In the log, and acts on record in a chain of their own',
    tests: [
      [door, 'who was not let in is in the log by id, and who hung up is no error'],
      ['api/rights.test.ts', 'what was refused is on record, and the chains of cases and refusals hold'],
    ],
  },
  {
    id: '16.3.3',
    rule: 'Attempts to get around the rules are logged',
    control: 'Every write with its status in the log; refused acts and files on record',
    tests: [
      ['api/not-received.test.ts', 'is refused as often as it comes, each time on record, in a chain that is whole'],
      [
        'api/metrics.test.ts',
        'say how the office stands: cases by stage and holder, what is overdue, what has waited longest, mails, refusals',
      ],
    ],
  },
  {
    id: '16.3.4',
    rule: 'Unexpected errors are logged',
    control: 'Once, with the number that the caller got',
    tests: [foreseen],
  },
  { id: '16.4.1', rule: 'No injection into logs', control: 'JSON encodes every value', tests: [jsonLines, inLog] },
  { id: '16.5.1', rule: 'Errors tell nothing of the inside', control: 'A number and what to do', tests: [foreseen] },
  {
    id: '16.5.2',
    rule: 'What is away brings nothing down',
    control: '503 within seconds, and the request waits',
    tests: [
      ['api/down.test.ts', '(%s) everything is a 503 within seconds, alive and not ready'],
      [
        'api/down.test.ts',
        'a submission and an act are a 503 within seconds; the same key carries them out later, once',
      ],
    ],
  },
  {
    id: '16.5.3',
    rule: 'It fails closed',
    control: 'Nothing is half done, whatever is killed when',
    tests: [
      ['kill/worker.test.ts', 'once at every step of a cycle: the case ends once, nothing is lost, nothing is doubled'],
    ],
  },
];
