import { demoPeople } from './people.ts';

/** What a token says of a demo person; the API maps it to roles and unit. */
export function claimsOf(name: string) {
  const person = demoPeople[name];
  if (!person) return undefined;
  return { name: person.name, email: person.email, sip_roles: [...person.roles], sip_unit: person.unit };
}
