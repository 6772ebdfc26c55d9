/** What the station refuses, in the words of each language. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { must } from '../../src-shared/assert.ts'
import { DESK_REFUSALS, refuseFor } from '../../src-shared/desk-refusals.ts'
import { readRefusal, type SentenceReason } from '../../src-shared/read-refusal.ts'
import { problemDocument } from '../../src-shared/problem.ts'
import { problemOf } from '../../src-renderer/api/api-problem.ts'
import { refusalEn } from '../../src-renderer/messages/refusal-en.ts'
import { refusalEs } from '../../src-renderer/messages/refusal-es.ts'
import { refusalFr } from '../../src-renderer/messages/refusal-fr.ts'
import { translator } from '../../src-renderer/ui/i18n.ts'
import { usePreferences } from '../../src-renderer/ui/preferences.ts'
import { refusalText, sentenceText } from '../../src-renderer/ui/refusal-text.ts'
import { setVenueClock } from '../../src-renderer/ui/time.ts'

const answered = (refusal: ReturnType<typeof refuseFor>) => problemOf({ status: 409, headers: {}, body: problemDocument(refusal) })
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

describe('a refusal at the desk', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T18:00:00Z'), toFake: ['Date'] })
    setVenueClock('America/Vancouver', [{ from: '2026-11-01T09:00:00Z', minutes: -480 }])
    return () => vi.useRealTimers()
  })
  afterEach(() => usePreferences.setState({ locale: 'en' }))

  it('says the same things in every language as the API does', () => {
    for (const [reason, [, sentence]] of Object.entries(DESK_REFUSALS)) {
      const key = `refused.${reason}` as keyof typeof refusalEn
      for (const words of [refusalEn, refusalFr, refusalEs]) {
        expect(words[key], key).toBeTruthy()
        // Left out: the state that a sheet cannot take (the sentence says what to do instead), and what only programs call by that name.
        expect(names(words[key]), key).toEqual(names(sentence).filter((name) => !['to', 'kind', 'collection'].includes(name ?? '') || reason === 'rescue-gap'))
      }
    }
  })

  it.each([
    ['en', 'Seat 14 is taken by Gwendolyn Þórsdóttir-O’Brien.'],
    ['fr', 'La place 14 est prise par Gwendolyn Þórsdóttir-O’Brien.'],
    ['es', 'El asiento 14 lo tiene Gwendolyn Þórsdóttir-O’Brien.'],
  ] as const)('names seat and holder, %s', (locale, said) => {
    const problem = answered(refuseFor('seat-taken', { seat: '14', holder: 'Gwendolyn Þórsdóttir-O’Brien' }))
    expect(problem.message).toBe('Seat 14 is taken by Gwendolyn Þórsdóttir-O’Brien.')
    expect(refusalText(problem, translator(locale))).toBe(said)
  })

  it('shows an instant as the time at the venue, and the day where it is another', () => {
    usePreferences.setState({ locale: 'fr' })
    const t = translator('fr')
    expect(refusalText(answered(refuseFor('on-break', { since: '2026-11-23T17:05:00.000Z' })), t)).toBe('Ce candidat est en pause depuis 9:05.')
    expect(refusalText(answered(refuseFor('clock-stands', { since: '2026-11-22T17:05:00.000Z' })), t)).toBe('L’horloge est déjà arrêtée, depuis 22 nov. 9:05.')
  })

  it('is found by its sentence alone, with its facts, where nothing else came with it', () => {
    const facts = fc.dictionary(fc.constantFrom('who', 'since', 'seat', 'holder', 'code', 'name', 'n'), fc.string({ minLength: 1, maxLength: 12 }))
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(DESK_REFUSALS) as SentenceReason[])), facts, (reason, some) => {
        const given = Object.fromEntries(names(DESK_REFUSALS[reason][1]).map((name) => [name, some[name ?? ''] ?? 'Ó']))
        const { detail } = refuseFor(reason, given as never)
        const read = must(readRefusal(detail), detail)
        // What it is taken for says the same, word for word.
        expect(refuseFor(read.reason, read.facts as never).detail).toBe(detail)
        if (Object.values(given).every((fact) => fact === 'Ó')) expect(DESK_REFUSALS[read.reason][1]).toBe(DESK_REFUSALS[reason][1])
      }),
    )
    expect(refusalText({ code: 'rejected', message: 'Learner not found.' }, translator('es'))).toBe('Esta persona no se conoce en este equipo.')
    expect(sentenceText('Ravi closed this sitting at 2026-11-23T17:05:00.000Z. A lead can open it again.', translator('fr'))).toBe('Ravi a clos cette séance à 9:05. Un surveillant principal peut la rouvrir.')
    expect(sentenceText('Something else.', translator('fr'))).toBeNull()
  })

  it('marks what it has no words for as the station’s own', () => {
    const other = problemOf({ status: 400, headers: {}, body: { type: 'urn:hallpass:problem:invalid', detail: 'Give either Count or SheetCodes.', reason: 'toString' } })
    expect(refusalText(other, translator('en'))).toBe('Give either Count or SheetCodes.')
    expect(refusalText(other, translator('es'))).toBe('La estación dice, en inglés: «Give either Count or SheetCodes.»')
    expect(refusalText({ code: 'storage', message: 'The disk is full.' }, translator('fr'))).toBe('Le disque de cet ordinateur est plein. La lecture continue, mais rien ne peut être enregistré\u00A0: libérez de l’espace, puis réessayez.')
  })
})
