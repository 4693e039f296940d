import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';

/** A mail as the server took it. */
export interface TakenMail {
  to: string;
  subject: string;
  text: string;
  headers: string;
}

export interface SmtpStandIn {
  url: string;
  host: string;
  /** Taken, in this order. */
  mails: TakenMail[];
  close(): Promise<void>;
}

/** A mail server that takes everything from whoever signs in (RFC 5321), unencrypted, on 127.0.0.1. */
export async function startSmtp(): Promise<SmtpStandIn> {
  const mails: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, (mail) => mails.push(mail));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `smtp://${host}`,
    host,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function converse(socket: Socket, take: (mail: TakenMail) => void): void {
  let [given, to, reading] = ['', '', false];
  socket.setEncoding('utf8').write('220 stand-in\r\n');
  socket.on('data', (part: string) => {
    given += part;
    for (;;) {
      const end = given.indexOf(reading ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const said = given.slice(0, end);
      given = given.slice(end + (reading ? 5 : 2));
      if (reading) {
        reading = false;
        const recipient = to;
        void simpleParser(said).then(({ subject = '', text = '' }) => {
          take({ to: recipient, subject, text, headers: said.slice(0, said.indexOf('\r\n\r\n')) });
          socket.write('250 taken\r\n');
        });
      } else {
        if (/^RCPT TO:/i.test(said)) to = /<([^>]*)>/.exec(said)?.[1] ?? '';
        reading = said.toUpperCase() === 'DATA';
        socket.write(reply(said));
        if (/^QUIT/i.test(said)) socket.end();
      }
    }
  });
}

function reply(said: string): string {
  if (/^EHLO/i.test(said)) return '250-stand-in\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n';
  if (/^AUTH/i.test(said)) return '235 welcome\r\n';
  if (/^DATA/i.test(said)) return '354 go on\r\n';
  return /^QUIT/i.test(said) ? '221 bye\r\n' : '250 ok\r\n';
}
