/** Runs commands as the one who asks, and ties their answers to the request's Idempotency-Key. */
import { assert, must } from '../../../src-shared/assert.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { apply, type ApplyRequest, type Outcome, type WriteEnv } from '../commands/apply.ts'
import { applyTogether } from '../commands/apply-together.ts'
import type { Command } from '../commands/command.ts'
import type { Identity } from './authenticate.ts'
import { partOf, type Once } from './idempotency.ts'

export interface Runner {
  run: <I, L>(command: Command<I, L>, input: I) => Promise<Outcome>
  runPart: <I, L>(i: number, command: Command<I, L>, input: I) => Promise<Outcome>
  runParts: <I, L>(command: Command<I, L>, parts: readonly { i: number; input: I }[]) => Promise<Outcome[]>
  /** Whether the request's answer was committed together with its effects. */
  isKept: () => boolean
}

/** @param once the request's Idempotency-Key, if it has one */
export function makeRunner(env: WriteEnv, identity: Identity, once: Once | undefined): Runner {
  let ran = false
  let kept = false

  function requestOf<I, L>(command: Command<I, L>, input: I, idempotency: Once | undefined): ApplyRequest<I> {
    // What a command loads never leaves it, so `apply` need not know its type.
    const anyCommand = command as unknown as Command<I, unknown>
    return { command: anyCommand, input, tenant: identity.tenant, actor: identity.actor, ...(idempotency ? { idempotency } : {}) }
  }

  const runAs = <I, L>(command: Command<I, L>, input: I, idempotency: Once | undefined) => apply(env, requestOf(command, input, idempotency))

  /** What a part answered before, where it was done. */
  async function partBefore(part: Once | undefined): Promise<Outcome | undefined> {
    const known = part && (await env.store.replyOf(identity.tenant, part.key))
    if (!known) return undefined
    return known.hash === part.hash ? known.reply : refuse('idempotency-mismatch', 'This part was another request before.')
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
      const part = once && partOf(once, i, [command.name, input])
      return (await partBefore(part)) ?? runAs(command, input, part)
    },
    async runParts(command, parts) {
      const named = parts.map(({ i, input }) => ({ input, part: once && partOf(once, i, [command.name, input]) }))
      const before: (Outcome | undefined)[] = []
      for (const { part } of named) before.push(await partBefore(part))
      const left = named.filter((_, at) => before[at] === undefined).map(({ input, part }) => requestOf(command, input, part))
      const made = (await applyTogether(env, left)).values()
      return before.map((known) => known ?? must(made.next().value, 'the outcome of a part'))
    },
    isKept: () => kept,
  }
}
