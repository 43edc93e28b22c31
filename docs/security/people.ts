import type { Kept } from './shape.ts';

const identity = 'api/identity.test.ts';
const badTokens = [identity, 'a token that is not good is refused with 401'] as const;
const everyAnswer = ['api/headers.test.ts', '%s %i'] as const;
const matrix = ['api/rights.test.ts', '$name, a case that is $where'] as const;
const signIn = [
  'api/docs.test.ts',
  'the page signs a person in by code with PKCE, keeps the token to itself and shows the document with it',
] as const;
const speaksTls = ['api/tls.test.ts', 'speaks https and nothing else'] as const;

/** V6 to V12: who asks, what they may, tokens, keys and lines. */
export const people: readonly Kept[] = [
  {
    id: '6.3.2',
    rule: 'No default accounts',
    control: 'The API has no accounts; demo people exist in the sign-in service of npm start alone',
    tests: [
      ['compose.test.ts', 'a secret is a variable that must be filled in, never a word or a default'],
      ['local/start.test.ts', 'gives tokens to demo people only'],
    ],
  },
  {
    id: '6.8.1',
    rule: 'Two sign-in services never make one person',
    control: 'A person is issuer and subject together',
    tests: [[identity, 'is issuer and subject together: the same subject of two issuers is two people']],
  },
  {
    id: '6.8.2',
    rule: 'What a sign-in service says is believed by its signature alone',
    control: 'Every token is verified with the keys of its configured issuer',
    tests: [badTokens],
  },
  {
    id: '7.2.1',
    rule: 'Tokens are judged on the server',
    control: 'At every request, before anything else',
    tests: [[identity, 'before anything else: also for a path that is not there and a body that is not read']],
  },
  {
    id: '7.2.2',
    rule: 'No static keys in place of tokens',
    control: 'Access tokens of a sign-in service are the only way in, for machines too; one without an end is refused',
    tests: [badTokens],
  },
  {
    id: '8.1.1',
    rule: 'Who may do what is written down',
    control: 'A page made by the functions that judge',
    tests: [['rights-page.test.ts', 'says what the rules say: npm run docs:rights writes it anew']],
    paper: 'docs/rights.md',
  },
  {
    id: '8.1.2',
    rule: 'Who may read which fields is written down',
    control: 'Content of files and values in findings: the same page',
    tests: [['rights-page.test.ts', 'says what the rules say: npm run docs:rights writes it anew']],
    paper: 'docs/rights.md',
  },
  {
    id: '8.2.1',
    rule: 'Every function is for whom it was given to',
    control: 'Roles per act, denied by default; judged by person and stage',
    tests: [matrix],
  },
  {
    id: '8.2.2',
    rule: 'Every object is for whom it was given to',
    control: 'One scoped query; unknown and forbidden answer alike',
    tests: [
      ['api/alike.test.ts', 'at every door on one case that the API has'],
      ['one-scope.test.ts', 'cases are asked for in few files, and each of them is in scope or says why not'],
    ],
  },
  {
    id: '8.2.3',
    rule: 'Every field is for whom it was given to',
    control: 'Values of a file are left out for who may not read its content',
    tests: [
      [
        'api/findings-workbook.test.ts',
        'has no value of the file in its beginning for those who may not read the content, nor quotes one',
      ],
      ['api/files.test.ts', 'is refused to those who may see the case and not its content, and that is on record too'],
    ],
  },
  {
    id: '8.3.1',
    rule: 'Rights are judged where nobody can play with them',
    control: 'In the workflow, by the state of the case, whoever sent the act',
    tests: [matrix, ['domain/submission/why-not.test.ts', 'is judged as written while the case is %s']],
  },
  {
    id: '8.4.1',
    rule: 'One unit never touches another’s',
    control: 'The unit comes from the token; lists, cases and files are of that unit',
    tests: [
      ['api/lists.test.ts', 'shows a producer the cases of its own unit and the ministry all'],
      ['api/rights.test.ts', 'with a file of its own unit alone: knowing an id or a hash grants nothing'],
    ],
  },
  {
    id: '9.1.1, 9.1.2, 9.1.3',
    rule: 'Tokens: signature, allowed algorithms, keys of a known place',
    control:
      'Asymmetric algorithms on a list, keys of the configured issuer; alg none, HS256 and keys that a token brings are refused',
    tests: [badTokens],
  },
  {
    id: '9.2.1, 9.2.2, 9.2.3',
    rule: 'Tokens: time, kind, audience',
    control: 'exp demanded, nbf held, at+jwt alone, aud must be ours',
    tests: [badTokens],
  },
  {
    id: '10.1.1',
    rule: 'Tokens go only where they are needed',
    control: 'From caller to API; the page keeps its own in memory, and no log, problem or history has one',
    tests: [
      signIn,
      [
        'api/planted.test.ts',
        'come out in no line of the log of the API, at its most talkative, whatever was asked and however it failed',
      ],
    ],
  },
  {
    id: '10.1.2, 10.2.1',
    rule: 'A code is taken only in answer to one’s own question',
    control: 'PKCE with S256 and a state of its own for every sign-in on the page',
    tests: [signIn, ['api/docs.test.ts', 'an answer that the page did not ask for signs nobody in']],
  },
  { id: '10.3.1', rule: 'Access tokens for this API alone', control: 'aud', tests: [badTokens] },
  {
    id: '10.3.3',
    rule: 'A person is known by what is never given to another',
    control: 'iss and sub; never e-mail or NIP',
    tests: [[identity, 'is issuer and subject together: the same subject of two issuers is two people']],
  },
  {
    id: '11.2.1',
    rule: 'Cryptography of known makers',
    control: 'Node’s crypto and jose alone; a certificate made here is read by others',
    tests: [
      ['platform/signer.test.ts', 'signs what its certificate verifies'],
      ['platform/signer.test.ts', 'is one for everybody who reads certificates'],
    ],
  },
  {
    id: '11.4.1, 11.4.3',
    rule: 'Approved hashes of at least 256 bits',
    control: 'SHA-256 for files, chains and anchors',
    tests: [
      ['platform/storage.test.ts', 'stores it under the SHA-256 of its content'],
      ['api/evidence.test.ts', 'holds the trail, from which every hash is computed anew'],
    ],
  },
  {
    id: '11.5.1',
    rule: 'What must not be guessed is random, of 128 bits at least',
    control: 'The page’s verifier and state: 256 bits each. Ids are no secrets: knowing one grants nothing',
    tests: [
      signIn,
      ['api/rights.test.ts', 'with a file of its own unit alone: knowing an id or a hash grants nothing'],
    ],
  },
  {
    id: '11.6.1',
    rule: 'Approved algorithms for signatures',
    control: 'EC, RSA or Ed25519 of a key file; another kind is refused',
    tests: [['platform/signer.test.ts', 'takes a key of the kind %s only with a certificate of its own']],
  },
  {
    id: '12.1.1',
    rule: 'TLS 1.2 or newer',
    control: 'The API’s own server, where it has a certificate',
    tests: [['api/tls.test.ts', 'speaks no TLS before 1.2']],
  },
  {
    id: '12.2.1',
    rule: 'No falling back to plain http',
    control: 'With a certificate plain http gets no answer; sign-in services elsewhere must be https',
    tests: [speaksTls, ['platform/config.test.ts', 'may not be plain http elsewhere: %s']],
  },
  {
    id: '12.3.2, 12.3.4',
    rule: 'Certificates of servers inside are verified',
    control: 'Temporal by name and authority; PostgreSQL by sslmode=verify-full',
    tests: [
      ['api/tls.test.ts', 'is reached by the API, by a worker and by the job that prepares the namespace'],
      ['api/tls.test.ts', 'is not reached %s'],
    ],
  },
  {
    id: '14.2.1',
    rule: 'No secrets in addresses',
    control: 'Tokens in the header alone; addresses name cases by number, and logs keep their patterns',
    tests: [
      [
        'api/planted.test.ts',
        'carries the id of its request wherever it is written for one, and nothing of the address but its pattern',
      ],
    ],
  },
  {
    id: '14.2.2, 14.3.2',
    rule: 'Nothing of it is cached',
    control: 'no-store on all but the page’s assets',
    tests: [everyAnswer],
  },
  {
    id: '14.2.3',
    rule: 'Nothing goes to third parties',
    control: 'The page loads nothing from elsewhere',
    tests: [['api/docs.test.ts', 'the page and everything that it loads come from the API itself']],
  },
  {
    id: '14.3.1, 14.3.3',
    rule: 'Nothing sensitive stays in the browser',
    control: 'The token of the page is gone with the page; nothing is stored, no cookie is set',
    tests: [signIn, everyAnswer],
  },
];
