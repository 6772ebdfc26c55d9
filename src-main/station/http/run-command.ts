/** Runs commands as the one who asks, and ties their answers to the request's Idempotency-Key. */
import { assert } from '../../../src-shared/assert.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { apply, type Outcome, type WriteEnv } from '../commands/apply.ts'
import type { Command } from '../commands/command.ts'
import type { Identity } from './authenticate.ts'
import { partOf, type Once } from './idempotency.ts'

export interface Runner {
  run: <I, L>(command: Command<I, L>, input: I) => Promise<Outcome>
  runPart: <I, L>(i: number, command: Command<I, L>, input: I) => Promise<Outcome>
  /** Whether the request's answer was committed together with its effects. */
  isKept: () => boolean
}

/** @param once the request's Idempotency-Key, if it has one */
export function makeRunner(env: WriteEnv, identity: Identity, once: Once | undefined): Runner {
  let ran = false
  let kept = false

  async function runAs<I, L>(command: Command<I, L>, input: I, idempotency: Once | undefined): Promise<Outcome> {
    // What a command loads never leaves it, so `apply` need not know its type.
    const anyCommand = command as unknown as Command<I, unknown>
    return apply(env, { command: anyCommand, input, tenant: identity.tenant, actor: identity.actor, ...(idempotency ? { idempotency } : {}) })
  }

  return {
    async run(command, input) {
      assert(!ran, 'a request of several commands runs them as parts')
      ran = true
      const outcome = await runAs(command, input, once)
      kept = once !== undefined && !isRefusal(outcome)
      return outcome
    },
    async runPart(i, command, input) {
      if (!once) return runAs(command, input, undefined)
      const part = partOf(once, i, [command.name, input])
      const known = await env.store.replyOf(identity.tenant, part.key)
      if (known) return known.hash === part.hash ? known.reply : refuse('idempotency-mismatch', 'This part was another request before.')
      return runAs(command, input, part)
    },
    isKept: () => kept,
  }
}
