/**
 * Delivers what stations and headquarters have queued. Level-triggered: the queue is the records with the status `queued`,
 * so that nothing is lost with a restart; a commit only makes the next look come sooner.
 */
import { mail_poll_interval_ms, mail_stop_wait_ms } from '../../../src-shared/limits.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { apply, type WriteEnv } from '../../station/commands/apply.ts'
import type { Actor, Command } from '../../station/commands/command.ts'
import type { Doc, Key } from '../../station/store/store.ts'
import type { Clock, Random, Timers } from '../../station/sync/ports.ts'
import { mailOf } from './mail.ts'
import { noteDelivery, type NoteDeliveryInput } from './note-delivery.ts'
import { makeRetries } from './retries.ts'
import type { Deliver, Delivery } from './smtp-delivery.ts'
import { waitingMessages, type WaitingMessage } from './waiting-messages.ts'

export interface MailerOptions {
  env: WriteEnv
  deliver: Deliver
  /** Who a message is from that does not say so itself. */
  sender: string
  clock: Clock
  timers: Timers
  random: Random
  log: (line: string) => void
}

export interface Mailer {
  start(): void
  /** Ends the delivery under way; the store may be closed afterwards. */
  stop(): Promise<void>
}

const ACTOR: Actor = { id: 'mail', name: 'Mail', scope: 'admin' }
const SERVER = 'the mail server'

export function makeMailer({ env, deliver, sender, clock, timers, random, log }: MailerOptions): Mailer {
  const { store } = env
  const retries = makeRetries(random)
  /** Delivered, and not noted because the store could not be written: they are noted, not sent again. */
  const unnoted = new Map<string, { key: Key; note: NoteDeliveryInput }>()
  /** How often the line broke with a message under way: others go before it. */
  const broke = new Map<string, number>()
  const abort = new AbortController()
  let started = false
  let wanted = false
  let running: Promise<void> | undefined
  let cancelTimer = () => {}
  let forgetCommits = () => {}

  function schedule(ms: number): void {
    cancelTimer()
    if (!started || running) return
    cancelTimer = timers.after(ms, () => {
      running = look().then((delay) => {
        running = undefined
        schedule(delay)
      })
    })
  }

  /** Delivers what is due. @returns milliseconds until the next look */
  async function look(): Promise<number> {
    wanted = false
    try {
      await noteAgain()
      const waiting = await inOrder()
      for (const message of waiting) {
        if (!started) return 0
        if (retries.dueIn(SERVER, clock.now()) > 0) break
        if (retries.dueIn(nameOf(message.key), clock.now()) === 0) await deliverOne(message.key)
      }
      return wanted && retries.dueIn(SERVER, clock.now()) === 0 ? 0 : nextDue(waiting)
    } catch (error) {
      log(`Mail: ${error instanceof Error ? error.message : String(error)} It is tried again.`)
      return mail_poll_interval_ms
    }
  }

  async function inOrder(): Promise<WaitingMessage[]> {
    const waiting = (await waitingMessages(store)).filter(({ key }) => !unnoted.has(nameOf(key)))
    const names = new Set(waiting.map(({ key }) => nameOf(key)))
    retries.keepOnly(new Set([...names, SERVER]))
    for (const name of broke.keys()) if (!names.has(name)) broke.delete(name)
    const often = ({ key }: WaitingMessage) => broke.get(nameOf(key)) ?? 0
    return waiting.sort((a, b) => often(a) - often(b) || a.seq - b.seq)
  }

  function nextDue(waiting: readonly WaitingMessage[]): number {
    const now = clock.now()
    const server = retries.dueIn(SERVER, now)
    if (server > 0) return server
    const dues = waiting.map(({ key }) => retries.dueIn(nameOf(key), now)).filter((due) => due > 0)
    return dues.reduce((least, due) => Math.min(least, due), mail_poll_interval_ms)
  }

  async function deliverOne(key: Key): Promise<void> {
    const record = await store.get(key)
    const doc = record && (JSON.parse(record.text) as Doc)
    if (doc?.status !== 'queued') return
    const mail = mailOf(key.id, doc, sender)
    const delivery: Delivery = typeof mail === 'string' ? { kind: 'refused', words: mail } : await deliver(mail, abort.signal)
    await heed(key, delivery)
  }

  async function heed(key: Key, delivery: Delivery): Promise<void> {
    const name = nameOf(key)
    switch (delivery.kind) {
      case 'down':
        // Someone stopped it: no failure.
        if (abort.signal.aborted) return
        if (delivery.broke) broke.set(name, (broke.get(name) ?? 0) + 1)
        log(`Mail waits: ${withoutAddresses(delivery.words)} Tried again in ${inSeconds(retries.failed(SERVER, clock.now()))}.`)
        return
      case 'later':
        retries.forget(SERVER)
        log(`Message ${key.id} waits: ${withoutAddresses(delivery.words)} Tried again in ${inSeconds(retries.failed(name, clock.now()))}.`)
        return
      case 'refused':
        retries.forget(SERVER)
        log(`Message ${key.id} failed and is not tried again: ${withoutAddresses(delivery.words)}`)
        return note(key, { id: key.id, status: 'failed', words: [delivery.words] })
      case 'sent':
        retries.forget(SERVER)
        if (delivery.refused.length > 0) log(`Message ${key.id} was not taken for some of its recipients: ${withoutAddresses(delivery.refused.join('; '))}`)
        return note(key, { id: key.id, status: 'sent', words: delivery.refused })
    }
  }

  async function note(key: Key, input: NoteDeliveryInput): Promise<void> {
    unnoted.set(nameOf(key), { key, note: input })
    const outcome = await apply(env, { command: noteDelivery as unknown as Command<NoteDeliveryInput>, input, tenant: key.tenant, actor: ACTOR })
    if (isRefusal(outcome) && outcome.refused === 'busy') return
    if (isRefusal(outcome)) log(`Message ${key.id}: ${outcome.detail}`)
    unnoted.delete(nameOf(key))
  }

  async function noteAgain(): Promise<void> {
    for (const { key, note: input } of unnoted.values()) await note(key, input)
  }

  return {
    start() {
      started = true
      forgetCommits = store.onCommit(({ keys }) => {
        if (!keys.some(({ collection }) => collection === 'messages')) return
        wanted = true
        if (retries.dueIn(SERVER, clock.now()) === 0) schedule(0)
      })
      schedule(0)
    },
    async stop() {
      started = false
      forgetCommits()
      cancelTimer()
      const giveUp = timers.after(mail_stop_wait_ms, () => abort.abort())
      await running
      giveUp()
    },
  }
}

function nameOf({ tenant, id }: Key): string {
  return `${tenant}/${id}`
}

function inSeconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`
}

/** The log is no place for who a candidate is; the record has the whole of it. */
function withoutAddresses(words: string): string {
  return words.replace(/[^\s<>;:,()]+@[^\s<>;:,()]+/g, 'ADDRESS').replace(/(?<![.!?])$/, '.')
}
