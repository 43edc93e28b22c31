import type { NotKept, Untouched } from './shape.ts';

/** What is not kept, or not whole: plainly, for whoever decides what comes next. */
export const notKept: readonly NotKept[] = [
  {
    id: '5.1.1',
    rule: 'File types and sizes, unpacked too, and what happens to harmful files are written down in one place',
    reason: 'Said in the OpenAPI document, in docs/operations.md and in the texts of findings, in no one place',
  },
  {
    id: '5.2.2',
    rule: 'The extension of a file fits its content',
    reason: 'The content is judged by its bytes, packed files too; the name is for people alone and is not compared',
  },
  {
    id: '5.4.3',
    rule: 'Files are scanned for malware',
    reason: 'There is no scanner; files are read in a locked process of their own, and downloads are attachments',
  },
  {
    id: '6.1.3, 6.3.4',
    rule: 'All ways to sign in are written down and equally strong',
    reason: 'Issuers are configured; how strong each is, is the ministry’s to say',
  },
  {
    id: '6.3.3',
    rule: 'Several factors',
    reason: 'The sign-in service’s to demand: the API does not read how somebody signed in',
  },
  {
    id: '6.8.4, 10.3.4',
    rule: 'Fresh or strong signing in for what weighs most',
    reason: 'acr, amr and auth_time are not read; no act asks for a fresh sign-in',
  },
  {
    id: '7.1.1, 7.1.2, 7.1.3, 7.3.1, 7.3.2, 7.6.1',
    rule: 'How long sessions last, and how services agree on it, is written down and held',
    reason: 'The API has no session: a token lasts as long as its service says; that service’s settings are not ours',
  },
  {
    id: '7.4.2, 7.4.5',
    rule: 'Sessions of a person can be ended at once',
    reason:
      'A token lasts until its end; there is no list of refused ones. Short lifetimes are the sign-in service’s to set',
  },
  {
    id: '10.3.2',
    rule: 'Delegated rights of a token, scope among them, are part of the decision',
    reason: 'Roles and unit decide; scope is not read',
  },
  {
    id: '11.1.1, 11.1.2',
    rule: 'A policy for keys and an inventory of them are written down',
    reason: 'What signs and what TLS needs is said in docs/operations.md; lifetimes and exchange are not',
  },
  {
    id: '11.2.2',
    rule: 'Algorithms can be exchanged',
    reason: 'Signatures follow their certificate; the chains are SHA-256 by their form',
  },
  {
    id: '11.2.3',
    rule: '128 bits of security everywhere',
    reason: 'A signer’s RSA key is taken in the length that its certificate has; none is refused for being short',
  },
  {
    id: '12.1.2',
    rule: 'Recommended ciphers alone',
    reason: 'Node’s defaults; no test of them',
  },
  {
    id: '12.3.1, 12.3.3',
    rule: 'All lines are encrypted, inside too',
    reason:
      'The inner network of docker-compose.yml is plain by default: PostgreSQL, Temporal and measurements. TLS to Temporal and PostgreSQL elsewhere is there',
  },
  {
    id: '13.2.1',
    rule: 'Parts know each other by short-lived tokens or certificates',
    reason:
      'PostgreSQL and mail by passwords that do not change by themselves; Temporal by certificate where configured',
  },
  {
    id: '13.2.4, 13.2.5',
    rule: 'What it may speak to outside is a list',
    reason:
      'Addresses are configured one by one, but the outer network of API and worker is not narrowed; that is the firewall’s',
  },
  {
    id: '13.3.1',
    rule: 'Secrets in a vault',
    reason: 'From the environment and from files, mode 600; none is in the code or in the image',
  },
  {
    id: '14.1.1, 14.1.2, 14.2.4',
    rule: 'Data is classified, and each class has its protection written down',
    reason:
      'No such paper yet. What people wrote lies in tables of its own, and stays out of logs, problems and histories',
  },
  {
    id: '15.1.1, 15.2.1',
    rule: 'Times within which vulnerable packages are replaced are written down and held',
    reason: 'The lock and the bill of materials say what there is; the audit and its times belong to the ministry',
  },
  {
    id: '16.1.1, 16.2.3',
    rule: 'An inventory of logs: what, where, who reads, how long',
    reason: 'What is logged is said in docs/operations.md; who reads it and how long it is kept is not',
  },
  {
    id: '16.4.2, 16.4.3',
    rule: 'Logs are safe from change and leave the machine',
    reason:
      'Lines go to standard output and are Docker’s from there; shipping them is the operator’s. The record itself is append-only, chained and anchored outside',
  },
];

export const untouched: readonly Untouched[] = [
  {
    ids: '1.2.1 to 1.2.3',
    reason: 'Answers are JSON from serialisers; no HTML, XML, JavaScript or address is built from what people wrote',
  },
  { ids: '1.2.6 to 1.2.8', reason: 'No LDAP, XPath or LaTeX' },
  {
    ids: '1.2.9',
    reason:
      'No regular expression is built from text; patterns of a data standard are meant as such, and tried before they come into force',
  },
  {
    ids: '1.3.1, 1.3.4, 1.3.5, 1.3.8 to 1.3.10',
    reason: 'No HTML, SVG, markup, JNDI, memcache or format strings come in',
  },
  { ids: '1.4', reason: 'No memory is managed by hand' },
  {
    ids: '3.2.2, 3.5.4, 3.5.5, 3.7',
    reason:
      'No web front end but one page to read the API; it shows text as text, takes no messages and leads to PUBLIC_URL alone',
  },
  { ids: '4.3, 4.4', reason: 'No GraphQL, no WebSocket' },
  {
    ids: '6.1.1, 6.1.2, 6.2, 6.3.1, 6.4 to 6.7, 6.8.3, 11.4.2, 11.4.4',
    reason: 'No passwords, no factors, no SAML: people sign in elsewhere',
  },
  { ids: '7.2.3, 7.2.4, 7.4.1, 7.4.3, 7.4.4, 7.5, 7.6.2', reason: 'No sessions' },
  { ids: '9.2.4, 10.4, 10.6, 10.7', reason: 'Of the service that issues tokens' },
  { ids: '10.2.2, 10.5', reason: 'The page speaks to one service and reads no ID token' },
  { ids: '11.3', reason: 'Nothing is encrypted by the application itself' },
  { ids: '12.1.3, 12.2.2', reason: 'The API asks callers for no certificate; its own is the operator’s' },
  { ids: '15.3.4', reason: 'Addresses of callers are neither logged nor judged' },
  { ids: '17', reason: 'No WebRTC' },
];
