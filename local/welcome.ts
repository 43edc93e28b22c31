import { say } from './say.mjs';
import { demoPeople } from './sign-in/people.ts';

const line = (label: string, value: string | undefined) =>
  value === undefined ? [] : [`  ${label.padEnd(14)}${value}`];

/** Where everything is, who one can be, and what to try next. */
export function sayWelcome(addresses: Readonly<Record<string, string>>): void {
  const { api, temporalUi, mails, signIn, database } = addresses;
  const people = Object.entries(demoPeople).map(([name, { hint }]) => `  ${name.padEnd(14)}${hint}`);
  say(
    [
      '',
      'SIP Back Office is up.',
      ...line('API', `${api}/docs`),
      ...line("Temporal's UI", temporalUi),
      ...line('mails', mails),
      ...line('sign-in', signIn),
      ...line('PostgreSQL', database),
      ...line('all addresses', '.data/running.json; logs in .data/logs'),
      ...(signIn === undefined ? [] : ['', 'People to be (npm run token -- NAME):', ...people]),
      '',
      'Try next, in another terminal:',
      '  npm run demo                     a submission from the file to the receipt, step by step',
      `  open ${api}/docs      read the API and try it: Authorize, choose who to be`,
      `  curl -H "Authorization: Bearer $(npm run -s token -- petugas)" ${api}/v1/tasks`,
      '',
      'Ctrl-C ends everything; the data stays. npm run reset removes it.',
    ].join('\n'),
  );
}
