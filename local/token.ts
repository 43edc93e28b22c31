import { demoGrant } from './parts/sign-in.ts';
import { readRunning, readSecrets } from './place.ts';
import { Remedy, say, sayEnd } from './say.mjs';
import { demoPeople } from './sign-in/people.ts';

/** An access token of a demo person, from the sign-in service of this machine. */
export async function tokenOf(person: string): Promise<string> {
  const issuer = readRunning()?.addresses['signIn'];
  if (issuer === undefined)
    throw new Remedy(
      'The sign-in service of this machine does not run: start the system with npm start. With OIDC_ISSUERS set there is none: get a token where your people sign in.',
    );
  if (!demoPeople[person])
    throw new Remedy(
      `Nobody here is called ${person || '(nothing)'}: npm run token -- NAME, with NAME one of ${Object.keys(demoPeople).join(', ')}.`,
    );
  const { tokenClient } = await readSecrets();
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`sip-token:${tokenClient}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: demoGrant, person }),
  });
  const body = (await response.json()) as { access_token?: string; error_description?: string };
  if (body.access_token === undefined) throw new Error(`The sign-in service refused: ${body.error_description}`);
  return body.access_token;
}

if (import.meta.main) await tokenOf(process.argv[2] ?? '').then(say, sayEnd);
