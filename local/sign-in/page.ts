import { demoPeople } from './people.ts';

/** One button for each demo person. */
export function signInPage(uid: string): string {
  const buttons = Object.entries(demoPeople).map(
    ([id, { name, hint }]) => `<p><button name="person" value="${id}">${name}</button> ${hint}</p>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Who do you want to be?</title></head>
<body><h1>Who do you want to be?</h1>
<p>Invented people of this machine. No passwords: this service answers on 127.0.0.1 only.</p>
<form method="post" action="/sign-in/${encodeURIComponent(uid)}">${buttons.join('\n')}</form></body></html>`;
}
