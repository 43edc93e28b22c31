import type { Words } from '#domain/finding';
import type { Field } from '#domain/standard';

type Say = (value: string, reference: string) => Words;

const mostZeros = 8;

/** What a spreadsheet makes 1 of 01 and 32.7 of 32.70: the code with its zeros again, where it then is right. */
export function withZeros(value: string, isRight: (code: string) => boolean): string | undefined {
  if (!/^\d{1,20}([.]\d{1,20})?$/.test(value)) return undefined;
  for (let zeros = 1; zeros <= mostZeros; zeros += 1) {
    const lost = '0'.repeat(zeros);
    const candidates = value.includes('.') ? [lost + value, value + lost] : [lost + value];
    const code = candidates.find(isRight);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** Says of a wrong code that its zeros are lost, where that is what is wrong with it. */
export function orLostZeros({ name }: Field, isRight: (code: string) => boolean, say: Say): Say {
  return (value, reference) => {
    const code = withZeros(value, isRight);
    const words = say(value, reference);
    if (code === undefined) return words;
    const place = code.endsWith(value) ? { id: 'di depan', en: 'leading' } : { id: 'di ujung', en: 'trailing' };
    return {
      message: words.message,
      remedy: {
        id: `Tulis ${code}; Excel menghapus angka nol ${place.id} bila kolom ${name} tidak diformat sebagai Teks.`,
        en: `Write ${code}; Excel removes ${place.en} zeros where column ${name} is not formatted as Text.`,
      },
    };
  };
}
