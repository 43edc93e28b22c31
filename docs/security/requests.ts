import type { Kept } from './shape.ts';

const door = 'api/door.test.ts';
const refusedBodies = [door, '%s is refused'] as const;
const foulFiles = ['activities/checks/foul-input.test.ts', '%s: what is said of it is all that is said'] as const;

/** V1 and V2: what comes in, and what becomes of it. */
export const requests: readonly Kept[] = [
  {
    id: '1.1.1',
    rule: 'Input is decoded once, before it is judged',
    control: 'JSON in UTF-8 alone; what is no UTF-8 is refused, never guessed at',
    tests: [refusedBodies],
  },
  {
    id: '1.1.2',
    rule: 'What goes out is encoded last, by or for what reads it',
    control:
      'Texts are kept as they were written; answers are JSON, reports are typeset from data, sheets are escaped when written',
    tests: [
      [door, 'may hold several lines and quotes, and they come back as they were'],
      ['platform/sheets.test.ts', 'escapes what XML cannot carry, and what only looks like an escape'],
    ],
  },
  {
    id: '1.2.4',
    rule: 'No injection into queries',
    control:
      'Prisma and tagged templates bind every value; the SQL of the checks is made from judged standards, names are quoted',
    tests: [
      [door, 'may hold several lines and quotes, and they come back as they were'],
      ['activities/checks/engine.test.ts', 'never build SQL of what a name says'],
    ],
  },
  {
    id: '1.2.5',
    rule: 'No injection into the operating system',
    control:
      'No shell; the one process that is started is a file of ours, without arguments and without an environment',
    tests: [['activities/checks/run-child.test.ts', 'inherits nothing of the environment of its parent']],
  },
  {
    id: '1.3.2',
    rule: 'Nothing that came in is run as code',
    control: 'No eval; the engine of the checks is locked: no files, no network, no other configuration',
    tests: [
      ['activities/checks/engine.test.ts', 'refuses a rule that would read a file, also one of its own folder'],
      ['activities/checks/engine.test.ts', 'cannot be unlocked'],
    ],
  },
  {
    id: '1.3.3',
    rule: 'What goes to a dangerous place is cleaned before',
    control: 'Control characters, halves of characters and direction marks are refused in every text',
    tests: [refusedBodies, ['api/registration.test.ts', 'is refused at the door where its words turn around or hide']],
  },
  {
    id: '1.3.6',
    rule: 'No request of ours goes where a caller wants (SSRF)',
    control: 'Keys are asked for at configured issuers alone, whatever a token names or brings along',
    tests: [
      ['api/identity.test.ts', 'a token that is not good is refused with 401'],
      [
        'api/identity.test.ts',
        'a sign-in service that leads elsewhere is not followed: its keys are asked for at the configured address alone',
      ],
    ],
  },
  {
    id: '1.3.7',
    rule: 'No templates made of what came in',
    control: 'The report is one template of ours that takes data',
    tests: [['api/evidence.test.ts', 'is printed in the report and never evaluated']],
  },
  {
    id: '1.3.11',
    rule: 'No injection into mail',
    control: 'One address per mail, headers without line breaks, whatever registers and sign-in services say',
    tests: [
      ['activities/mail.test.ts', 'gets neither headers nor lines from a register'],
      ['activities/mail.test.ts', 'is one address, whatever the sign-in service says it is'],
    ],
  },
  {
    id: '1.5.1',
    rule: 'XML is read without external entities',
    control: 'Workbooks are read by a parser that knows no entities; a document type ends the reading',
    tests: [foulFiles],
  },
  {
    id: '1.5.2',
    rule: 'Untrusted data makes no objects of its choice',
    control: 'JSON, judged by strict schemas; nothing else is deserialised',
    tests: [refusedBodies],
  },
  {
    id: '2.1.1',
    rule: 'The form of every input is written down',
    control: 'The OpenAPI document is made from the schemas that really parse; data standards say the form of files',
    tests: [['api/openapi.test.ts', 'describes every route that is mounted, and no other']],
    paper: 'docs/processes/submission.md',
  },
  {
    id: '2.1.2',
    rule: 'How inputs must fit together is written down',
    control: 'The pages of the processes cite each rule; data standards hold rules between columns',
    tests: [['process-pages.test.ts', 'says what the table says: %s']],
    paper: 'docs/processes/submission.md',
  },
  {
    id: '2.1.3',
    rule: 'Limits, per user and in all, are written down',
    control: 'Every limit is a variable with its default and meaning',
    tests: [
      [
        'compose.test.ts',
        '.env.example explains exactly what is asked for, and comments out exactly what may be absent',
      ],
    ],
    paper: 'docs/operations.md',
  },
  {
    id: '2.2.1',
    rule: 'Every input is held against what is expected',
    control: 'Strict schemas for bodies, queries, paths and headers',
    tests: [refusedBodies, ['api/lists.test.ts', 'refuses %s and says where']],
  },
  {
    id: '2.2.2',
    rule: 'Inputs are judged on the server',
    control: 'By the API, and acts again by the workflow that decides',
    tests: [[door, 'with several faults is told all of them at once, each with its place']],
  },
  {
    id: '2.2.3',
    rule: 'Inputs that belong together make sense together',
    control: 'Declaration, period and nature of the data are judged as a whole',
    tests: [['api/declaration.test.ts', 'that declares nothing is told of all nine steps at once']],
  },
  {
    id: '2.3.1',
    rule: 'Steps come in their order, none is skipped',
    control: 'One table of acts per process, judged in the workflow; random walks try it',
    tests: [
      ['domain/submission/walks.test.ts', 'never skips a step and never takes a way that the law does not know'],
      ['api/rights.test.ts', '$name, a case that is $where'],
    ],
  },
  {
    id: '2.3.2',
    rule: 'The limits that are written are held',
    control: 'Dry runs per unit, size of uploads, requests per minute',
    tests: [['api/checks.test.ts', 'stands behind every submission, and behind the caps of its unit']],
  },
  {
    id: '2.3.3',
    rule: 'A business step happens as a whole or not at all',
    control: 'Case, event, receipt and outbox in one transaction, exactly the next number',
    tests: [
      ['kill/worker.test.ts', 'once at every step of a cycle: the case ends once, nothing is lost, nothing is doubled'],
    ],
  },
  {
    id: '2.3.4',
    rule: 'What there is once is given once',
    control: 'Unique slots in PostgreSQL, one workflow per case',
    tests: [
      [
        'api/submission.test.ts',
        'of many submissions for one period at once, one opens a case and the others are told which',
      ],
      ['api/submission.test.ts', 'claim at once: one wins, the other is told who and when'],
    ],
  },
  {
    id: '2.4.1',
    rule: 'Too many calls are stopped',
    control:
      'A limit per person or machine and minute (each API process counts for itself), caps on dry runs and uploads',
    tests: [[door, 'are refused for that person alone, with when to come back']],
  },
];
