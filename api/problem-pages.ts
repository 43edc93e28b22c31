import type { Request, Response, Router } from 'express';
import { languageOf, ProblemError, statuses } from './problem.ts';
import { type ProblemCode, problemTexts } from './problem-texts.ts';

const codes = (Object.keys(problemTexts) as ProblemCode[]).toSorted();

const words = {
  id: { all: 'Semua kode masalah', code: 'Kode', status: 'Status', title: 'Arti', remedy: 'Yang dapat dilakukan' },
  en: { all: 'All codes of problems', code: 'Code', status: 'Status', title: 'Meaning', remedy: 'What to do' },
};

/** What the `type` of a problem leads to: a page for people in their language, the same as JSON in both for programs; and the list of all. */
export function mountProblemPages(router: Router): void {
  router.get('/problems', (request, response) => {
    answer(request, response, codes, { items: codes.map(entry) });
  });
  router.get('/problems/:code', (request, response) => {
    const code = codes.find((known) => known === request.params.code);
    if (!code) throw new ProblemError('not-found');
    answer(request, response, [code], entry(code));
  });
}

function entry(code: ProblemCode) {
  const { title, remedy } = problemTexts[code];
  return { code, status: statuses[code], title, remedy };
}

function answer(request: Request, response: Response, shown: readonly ProblemCode[], body: object): void {
  response.vary('Accept, Accept-Language');
  if (request.accepts(['json', 'html']) !== 'html') {
    response.json(body);
    return;
  }
  response
    .set('Content-Language', languageOf(request))
    .type('html')
    .send(page(languageOf(request), shown));
}

function page(language: 'id' | 'en', shown: readonly ProblemCode[]): string {
  const { all, code: codeWord, status: statusWord, title: titleWord, remedy: remedyWord } = words[language];
  const rows = shown
    .map(entry)
    .map(
      ({ code, status, title, remedy }) =>
        `<tr><th scope="row"><a href="/problems/${code}">${code}</a></th><td>${status}</td><td>${escaped(title[language])}</td><td>${escaped(remedy[language])}</td></tr>`,
    );
  const [first] = shown;
  const heading = shown.length === 1 && first ? escaped(problemTexts[first].title[language]) : all;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${heading} - SIP Back Office</title></head>
<body><main><h1>${heading}</h1>
<table><thead><tr><th>${codeWord}</th><th>${statusWord}</th><th>${titleWord}</th><th>${remedyWord}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<p><a href="/problems">${all}</a></p></main></body>
</html>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
