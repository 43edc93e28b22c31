import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export interface Post {
  readonly transport: ReturnType<typeof createTransport>;
  readonly mails: { readonly to: readonly string[]; readonly mail: Email; readonly raw: string }[];
  /** What the post says next, to an address or to a content; nothing: it takes everything. */
  says: { recipient?: (address: string) => Error | undefined; content?: () => Error | undefined };
}

/** What a mail server answers when it refuses. */
export const answer = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/** The same for one test. */
export async function openPost(): Promise<Post> {
  const post = await startPost();
  onTestFinished(() => post.stop());
  return post;
}

/** A real mail server, which refuses when told to. */
export async function startPost(): Promise<Post & { stop(): Promise<void> }> {
  const mails: Post['mails'] = [];
  const post: { says: Post['says'] } = { says: {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(post.says.recipient?.(address)),
    onData(stream, { envelope }, done) {
      buffer(stream)
        .then(async (content) => {
          const refused = post.says.content?.();
          if (refused) return done(refused);
          const to = envelope.rcptTo.map(({ address }) => address);
          mails.push({ to, mail: await PostalMime.parse(content), raw: content.toString('utf8') });
          return done();
        })
        .catch(done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  const transport = createTransport(`smtp://127.0.0.1:${port}`);
  const stop = async () => {
    transport.close();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
  return Object.assign(post, { transport, mails, stop });
}
