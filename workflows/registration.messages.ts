import type { Opening, Registration } from '#domain/registration';
import type { CaseInput } from './case.messages.ts';

export type RegistrationInput = CaseInput<Registration, Opening>;

/** The workflow's type, never renamed. */
export const registrationType = 'registration';

/** `registration:2026-000001` */
export const registrationId = (number: string): string => `${registrationType}:${number}`;
