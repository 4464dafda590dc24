import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';

/** One mail as the server got it. */
export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

/** What the server answers instead of 250 to a command, for instance `{ RCPT: '550 5.1.1 no such user' }`; an empty text hangs up. */
export type SmtpAnswers = Readonly<Partial<Record<'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'CONTENT', string>>>;

/** Starts an SMTP server that keeps what it is given, on a free port of 127.0.0.1. */
export async function startSmtpServer(answers: SmtpAnswers = {}) {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    talk(socket, answers, mails);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function talk(socket: Socket, answers: SmtpAnswers, mails: ReceivedMail[]): void {
  let pending = '';
  let isContent = false;
  let from = '';
  let to: string[] = [];
  const answer = (line: string): void => {
    if (line === '') socket.destroy();
    else socket.write(`${line}\r\n`);
  };
  const takeContent = (raw: string): void => {
    isContent = false;
    if (answers.CONTENT === undefined) mails.push({ from, to, raw: raw.replace(/^\./gm, '') });
    to = [];
    answer(answers.CONTENT ?? '250 kept');
  };
  const takeCommand = (line: string): void => {
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'MAIL') from = line;
    if (command === 'RCPT') to = [...to, line];
    if (command === 'DATA') {
      isContent = answers.DATA === undefined;
      answer(answers.DATA ?? '354 go on');
    } else if (command === 'EHLO' || command === 'MAIL' || command === 'RCPT') answer(answers[command] ?? '250 ok');
    else answer(command === 'QUIT' ? '221 bye' : '250 ok');
  };
  socket.setEncoding('utf8');
  answer('220 small.example ESMTP');
  socket.on('data', (chunk: string) => {
    pending += chunk;
    for (;;) {
      const mark = isContent ? '\r\n.\r\n' : '\r\n';
      const end = pending.indexOf(mark);
      if (end < 0) return;
      const piece = pending.slice(0, end);
      pending = pending.slice(end + mark.length);
      if (isContent) takeContent(`${piece}\r\n`);
      else takeCommand(piece);
    }
  });
}
