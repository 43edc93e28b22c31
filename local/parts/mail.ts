import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Part } from '#local/lifetime';

interface Options {
  readonly folder: string;
  readonly smtpPort: number;
  readonly pagePort: number;
}

interface Caught {
  readonly file: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Takes every mail and sends none on: each is a file, and a page lists them. `/mails` gives the same as JSON. */
export async function startMailCatcher({ folder, smtpPort, pagePort }: Options): Promise<Part> {
  mkdirSync(folder, { recursive: true });
  let caught = readdirSync(folder).length;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      buffer(stream).then((content) => {
        caught += 1;
        writeFileSync(join(folder, `${String(caught).padStart(6, '0')}.eml`), content);
        done();
      }, done);
    },
  });
  smtp.on('error', () => undefined);
  const page = createServer((request, response) => {
    show(folder, request.url ?? '/', response).catch(() => response.destroy());
  });
  await Promise.all([
    new Promise<void>((resolve, reject) => smtp.listen(smtpPort, '127.0.0.1', resolve).once('error', reject)),
    new Promise<void>((resolve, reject) => page.listen(pagePort, '127.0.0.1', resolve).once('error', reject)),
  ]);
  return {
    processes: {},
    async stop() {
      page.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => page.close(() => resolve())),
      ]);
    },
  };
}

async function show(folder: string, path: string, response: ServerResponse): Promise<void> {
  const mails = await readMails(folder);
  if (path === '/mails') {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(mails));
    return;
  }
  const list = mails.map(
    ({ to, subject, text }) => `<h2>${plain(subject)}</h2><p>${plain(to)}</p><pre>${plain(text)}</pre>`,
  );
  response
    .setHeader('Content-Type', 'text/html; charset=utf-8')
    .end(`<!doctype html><title>Mails</title><h1>${mails.length} mails, the newest first</h1>${list.join('<hr>')}`);
}

/** The newest first. */
async function readMails(folder: string): Promise<Caught[]> {
  const files = readdirSync(folder).toSorted().toReversed();
  return Promise.all(
    files.map(async (file) => {
      const {
        messageId = '',
        to = [],
        subject = '',
        text = '',
      } = await PostalMime.parse(readFileSync(join(folder, file)));
      return { file, messageId, to: to.map(({ address = '' }) => address).join(', '), subject, text };
    }),
  );
}

const plain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
