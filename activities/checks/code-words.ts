import type { Code, CodeList } from '#domain/code-list/shape';
import { cut, type Words } from '#domain/finding';
import { hiddenIn, visible } from '#domain/hidden';
import type { Field } from '#domain/standard';
import type { Text } from '#domain/text';

export function unknownCode(field: Field, value: string, list: CodeList, nearest: readonly Code[]): Words {
  const offered = (language: 'id' | 'en') => nearest.map((code) => named(code, language)).join(', ');
  const hides = hiddenIn(value);
  return {
    message: {
      id: `Kolom ${field.name} berisi "${cut(value)}", yang tidak ada dalam daftar ${list.title.id}.`,
      en: `Column ${field.name} holds "${cut(value)}", which the list ${list.title.en} does not have.`,
    },
    remedy: nearest.some(({ code }) => code === visible(value) && code !== value)
      ? {
          id: `Tulis ${visible(value)} tanpa spasi atau karakter yang tidak tampak di sel ini${hides ? ` (${hides.id})` : ''}.`,
          en: `Write ${visible(value)} without the blank or invisible character in this cell${hides ? ` (${hides.en})` : ''}.`,
        }
      : nearest.length > 0
        ? { id: `Mungkin maksudnya ${offered('id')}.`, en: `Perhaps ${offered('en')} is meant.` }
        : {
            id: `Tulis kode dari daftar ${list.name} (${list.authority}), contoh ${field.example}.`,
            en: `Write a code of the list ${list.name} (${list.authority}), for example ${field.example}.`,
          },
  };
}

export function perhapsMisspelt(field: Field, value: string, list: CodeList, nearest: readonly Code[]): Words {
  const offered = (language: 'id' | 'en') => nearest.map((code) => named(code, language)).join(', ');
  return {
    message: {
      id: `Kolom ${field.name} berisi "${cut(value)}", yang mirip dengan isi daftar ${list.title.id}: ${offered('id')}.`,
      en: `Column ${field.name} holds "${cut(value)}", which is much like what the list ${list.title.en} has: ${offered('en')}.`,
    },
    remedy: {
      id: 'Tulis seperti dalam daftar bila itu maksudnya; bila bukan, biarkan: daftar ini terbuka.',
      en: 'Write it as the list does if that is meant; if not, leave it: the list is open.',
    },
  };
}

/** `32 (Jawa Barat)`; a code that says itself what it is stands alone. */
function named({ code, label }: Code, language: 'id' | 'en'): string {
  return label[language].toLowerCase() === code.toLowerCase() ? code : `${code} (${label[language]})`;
}

/** `former` is the code whose place this one took. */
export function codeNotValid(field: Field, value: string, codes: readonly Code[], former: Code | undefined): Words {
  const id = codes.map((code) => validity(code, ['sejak', 'sampai'])).join(' dan ');
  const en = codes.map((code) => validity(code, ['from', 'to'])).join(' and ');
  return {
    message: {
      id: `Kolom ${field.name} berisi "${cut(value)}"; kode itu hanya berlaku ${id}, bukan untuk periode data ini.`,
      en: `Column ${field.name} holds "${cut(value)}"; that code is valid ${en} only, not in the period of this data.`,
    },
    remedy: instead(codes.findLast(({ replacedBy }) => replacedBy !== undefined)?.replacedBy, former?.code),
  };
}

/** `from 2003-02 to 2006-05 (the basis)`. */
function validity({ from, to, basis }: Code, [since, until]: readonly [string, string]): string {
  const bounds = [
    from !== undefined && `${since} ${from}`,
    to !== undefined && `${until} ${to}`,
    basis && `(${basis})`,
  ];
  return bounds.filter(Boolean).join(' ');
}

function instead(replacedBy: string | undefined, former: string | undefined): Text {
  if (replacedBy !== undefined)
    return { id: `Kode penggantinya ${replacedBy}.`, en: `It was replaced by ${replacedBy}.` };
  if (former !== undefined) return { id: `Sebelumnya kode itu ${former}.`, en: `Before, the code was ${former}.` };
  return {
    id: 'Tulis kode yang berlaku dalam periode data, atau perbaiki periodenya.',
    en: 'Write a code that is valid in the period of the data, or correct the period.',
  };
}

export function oldSpelling(field: Field, value: string, meant: Code | undefined): Words {
  const code = meant?.code ?? '';
  return {
    message: {
      id: `Kolom ${field.name} berisi "${cut(value)}"; ejaan yang berlaku ${code}.`,
      en: `Column ${field.name} holds "${cut(value)}"; the spelling in use is ${code}.`,
    },
    remedy: { id: `Ganti menjadi ${code}.`, en: `Change it to ${code}.` },
  };
}
