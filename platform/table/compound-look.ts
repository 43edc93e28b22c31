import { compoundKindOf, longestName } from './kind.ts';
import { Unreadable } from './unreadable.ts';

/** A compound file of Microsoft's is never a table; what it is stands anywhere in it. */
export class CompoundLook {
  readonly header: undefined;
  readonly headerRow = 1;
  readonly top = [];
  readonly rows = 0;
  readonly shape = { delimiter: ',', multiline: false, rows: 0 };
  #carry: Buffer = Buffer.alloc(0);
  #isLegacy = false;

  push(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#carry, chunk]);
    const kind = compoundKindOf(bytes);
    if (kind === 'encrypted-workbook') throw new Unreadable(kind);
    this.#isLegacy ||= kind === 'legacy-workbook';
    this.#carry = bytes.subarray(-longestName);
  }

  end(): never {
    throw new Unreadable(this.#isLegacy ? 'legacy-workbook' : 'not-delimited-text');
  }
}
