/** What people read: Indonesian first, English beside it. Legal terms are not translated. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

export const text = (id: string, en: string): Text => ({ id, en });
