/** Which refusal a sentence of the API is: what carries the sentence alone (a card, a row of a list) is said in the window's language all the same. Pure. */
import { DESK_REFUSALS } from './desk-refusals.ts'

export type SentenceReason = keyof typeof DESK_REFUSALS

export interface ReadRefusal {
  reason: SentenceReason
  facts: Record<string, string>
}

const FACT = /\{(\w+)\}/g

/** Sentences without facts first, then the longer ones: what is said exactly is not taken for a fact of another. */
const KNOWN = Object.entries(DESK_REFUSALS)
  .map(([reason, [, sentence]]) => ({ reason: reason as SentenceReason, sentence, pattern: patternOf(sentence) }))
  .toSorted((one, other) => Number(one.sentence.includes('{')) - Number(other.sentence.includes('{')) || other.sentence.length - one.sentence.length)

/** Undefined where no refusal has this sentence. */
export function readRefusal(said: string): ReadRefusal | undefined {
  for (const { reason, pattern } of KNOWN) {
    const found = pattern.exec(said)
    if (found) return { reason, facts: { ...found.groups } }
  }
  return undefined
}

function patternOf(sentence: string): RegExp {
  const parts = sentence.split(FACT).map((part, at) => (at % 2 === 1 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)))
  return new RegExp(`^${parts.join('')}$`, 'su')
}
