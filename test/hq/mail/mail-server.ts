/** A real SMTP server on loopback that keeps what it takes and says no as it is told. */
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Received {
  id: string
  from: string
  to: string[]
  /** The whole message as it came. */
  raw: string
}

export interface MailServer {
  port: number
  url: string
  received: Received[]
  /** How many recipients were asked for, taken or not. */
  asked: string[]
  stop(): Promise<void>
}

export interface MailServerOptions {
  port?: number
  /** A reply code for a recipient that is not taken. */
  refuse?: (recipient: string) => { code: number; words: string } | undefined
  /** Runs with the message in hand, before the server says that it has it. */
  beforeReply?: (mail: Received) => Promise<void> | void
  user?: { name: string; pass: string }
  /** TLS from the first byte, with a certificate that nobody vouches for. */
  secure?: boolean
}

export async function mailServer({ port = 0, refuse, beforeReply, user, secure = false }: MailServerOptions = {}): Promise<MailServer> {
  const received: Received[] = []
  const asked: string[] = []
  const receive = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const mail = await take(stream, session)
    received.push(mail)
    await beforeReply?.(mail)
  }
  const server = new SMTPServer({
    secure, authOptional: user === undefined, disableReverseLookup: true, logger: false, allowInsecureAuth: true,
    onAuth: (auth, _session, done) => (auth.username === user?.name && auth.password === user?.pass ? done(null, { user: auth.username }) : done(new Error('Invalid credentials'))),
    onRcptTo({ address }, _session, done) {
      asked.push(address)
      const refused = refuse?.(address)
      done(refused ? Object.assign(new Error(refused.words), { responseCode: refused.code }) : null)
    },
    onData(stream, session, done) {
      void receive(stream, session).finally(done)
    },
  })
  server.on('error', () => undefined)
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket.once('close', () => sockets.delete(socket))))
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const listening = (server.server.address() as AddressInfo).port
  let open = true
  const stop = async () => {
    if (!open) return
    open = false
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  onTestFinished(stop)
  return { port: listening, url: `${secure ? 'smtps' : 'smtp'}://127.0.0.1:${listening}`, received, asked, stop }
}

async function take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks).toString('utf8')
  return {
    raw,
    id: /^Message-ID: <([^@]+)@hallpass\.invalid>\r$/im.exec(raw)?.[1] ?? '',
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  }
}

/** A port where nothing listens. */
export async function deadPort(): Promise<number> {
  const { port, stop } = await mailServer()
  await stop()
  return port
}

/** Waits until it is so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
