import { describe, expect, it } from 'vitest';
import { renamed, spellingsOf } from '#prisma/pseudonymise/spelling';

const to = (text: unknown, ...called: string[]) => renamed(text, spellingsOf(called), 'X');

describe('a name in what others wrote', () => {
  it.each([
    ['of several words is found anywhere, in any case and with any blanks', 'Kata PEJABAT\n contoh: ya', 'Kata X: ya'],
    ['is found more than once', 'Pejabat Contoh, pejabat contoh', 'X, X'],
    ['is not found inside of longer words', 'Pejabat Contohan dan Sepejabat Contoh', undefined],
    ['is not found by its parts', 'Pejabat lain, Contoh lain', undefined],
  ])('%s', (_, text, expected) => {
    expect(to(text, 'Pejabat Contoh')).toBe(expected ?? text);
  });

  it('of one word is found only where it stands alone: it may be anything else elsewhere', () => {
    expect(to({ name: ' Sari ', note: 'Minyak sari kelapa' }, 'Sari')).toEqual({
      name: 'X',
      note: 'Minyak sari kelapa',
    });
  });

  it('with titles is found before the one without', () => {
    expect(to('Dr. Pejabat Contoh, S.E. hadir', 'Pejabat Contoh', 'Dr. Pejabat Contoh, S.E.')).toBe('X hadir');
  });

  it('with signs of its own is taken as it is written', () => {
    expect(to("O'Contoh (Ketua) A+", "O'Contoh (Ketua)")).toBe('X A+');
  });

  it('is found however its accents are composed', () => {
    expect(to('José Contoh'.normalize('NFD'), 'José Contoh')).toBe('X');
  });
});

describe('an address', () => {
  it.each([
    ['<a.b@contoh.invalid>', '<X>'],
    ['A.B@Contoh.Invalid.', 'X.'],
    ['xa.b@contoh.invalid', undefined],
    ['x.a.b@contoh.invalid', undefined],
    ['a.b@contoh.invalid.id', undefined],
    ['a.b@contoh-invalid', undefined],
  ])('%s', (text, expected) => {
    expect(to(text, 'a.b@contoh.invalid')).toBe(expected ?? text);
  });
});

it('what names nobody is the very same value', () => {
  const value = { list: [1, { text: 'lain' }], none: null };
  expect(to(value, 'Pejabat Contoh')).toBe(value);
});
