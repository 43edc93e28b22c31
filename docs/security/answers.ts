import type { Kept } from './shape.ts';

const door = 'api/door.test.ts';
const headers = 'api/headers.test.ts';
const everyAnswer = [headers, '%s %i'] as const;
const foulFiles = ['activities/checks/foul-input.test.ts', '%s: what is said of it is all that is said'] as const;

/** V3 to V5: what browsers are told, the lines of HTTP, files. */
export const answers: readonly Kept[] = [
  {
    id: '3.2.1',
    rule: 'Browsers do not show content as what it is not',
    control: 'Files are attachments; no type is sniffed; a policy for content on every answer',
    tests: [
      [headers, 'what a file is answered with is downloaded, never shown: by a name of ours or an encoded one'],
      everyAnswer,
    ],
  },
  {
    id: '3.3.1, 3.3.2, 3.3.3, 3.3.4',
    rule: 'Cookies are secure, for this host, out of reach of scripts and of other sites',
    control: 'The API sets none: every request brings its token',
    tests: [everyAnswer],
  },
  {
    id: '3.4.1',
    rule: 'HSTS for a year, subdomains included',
    control: 'On every answer',
    tests: [everyAnswer],
  },
  {
    id: '3.4.2',
    rule: 'Other origins read nothing that is not meant for them',
    control: 'No answer allows another origin',
    tests: [everyAnswer],
  },
  {
    id: '3.4.3',
    rule: 'A content security policy without objects and bases',
    control:
      "default-src 'self', object-src, base-uri and frame-ancestors 'none'; the page may ask its sign-in service too",
    tests: [
      everyAnswer,
      ['api/docs.test.ts', 'the page alone may ask the sign-in service, and finds its window again'],
    ],
  },
  { id: '3.4.4', rule: 'nosniff', control: 'On every answer', tests: [everyAnswer] },
  {
    id: '3.4.5',
    rule: 'No address leaks by the referrer',
    control: 'no-referrer on every answer',
    tests: [everyAnswer],
  },
  { id: '3.4.6', rule: 'Nothing is framed', control: "frame-ancestors 'none' on every answer", tests: [everyAnswer] },
  {
    id: '3.5.1, 3.5.2',
    rule: 'No other site lets a browser act in somebody’s name',
    control: 'Every act needs a token in a header that no browser adds by itself, and a key; no preflight is granted',
    tests: [everyAnswer, ['api/idempotency.test.ts', 'a write without a key is told to send one']],
  },
  {
    id: '3.5.3',
    rule: 'Reading methods only read',
    control: 'Acts are POST; every other method on a path is refused',
    tests: [[door, '%s %s: %s']],
  },
  { id: '4.1.1', rule: 'Every answer names its type and charset', control: 'UTF-8 everywhere', tests: [everyAnswer] },
  {
    id: '4.1.2',
    rule: 'An API does not lead from http to https',
    control: 'With a certificate it speaks https and nothing else, without redirect',
    tests: [['api/tls.test.ts', 'speaks https and nothing else']],
  },
  {
    id: '4.1.3',
    rule: 'Headers of proxies can’t be played by callers',
    control:
      'None is read: addresses come from PUBLIC_URL, who asks from the token, the number of a request from the API',
    tests: [
      [
        headers,
        'cannot be played by a caller: no forwarded header changes who asks, an address in an answer, or the log',
      ],
    ],
  },
  {
    id: '4.2.1',
    rule: 'Where a request ends is beyond doubt',
    control: 'Node’s parser refuses two lengths; a body that is shorter or longer than said leaves nothing behind',
    tests: [
      [headers, 'cannot read a request otherwise than the API: one with two lengths is refused'],
      ['api/upload-line.test.ts', 'that is too short is told of, and leaves nothing behind'],
    ],
  },
  {
    id: '5.2.1',
    rule: 'No file is larger than can be borne',
    control: 'UPLOAD_LIMIT_BYTES; the stream is stopped at the limit and nothing is kept',
    tests: [
      ['platform/storage.test.ts', 'stops at the limit, keeps nothing, and leaves the stream to the caller'],
      [
        'api/upload-line.test.ts',
        'is stopped early, without memory growing with it, and answered while its sender still sends',
      ],
    ],
  },
  {
    id: '5.2.3',
    rule: 'What is packed is judged by its unpacked size and its number of files',
    control: 'Archives are looked into before they are kept, and stopped while they unfold',
    tests: [foulFiles, ['api/not-received.test.ts', 'leaves it alone too where it is packed: %s']],
  },
  {
    id: '5.3.1',
    rule: 'Uploaded files are never run',
    control: 'They lie under their hash outside of everything that is served',
    tests: [['platform/storage.test.ts', 'stores it under the SHA-256 of its content']],
  },
  {
    id: '5.3.2',
    rule: 'Paths are made of our own data',
    control: 'Of the hash alone; the name that was sent is for people',
    tests: [
      ['api/files.test.ts', 'has a name for people alone: %j'],
      ['api/files.test.ts', 'has a name for people alone in a form too: %j'],
    ],
  },
  {
    id: '5.4.1, 5.4.2',
    rule: 'Downloads have a name that is safe in a header',
    control: 'Content-Disposition by RFC 6266, encoded',
    tests: [
      [
        'api/files.test.ts',
        'gives the very bytes, under the name that was sent, to those who have the right, and is on record',
      ],
      [headers, 'what a file is answered with is downloaded, never shown: by a name of ours or an encoded one'],
    ],
  },
];
