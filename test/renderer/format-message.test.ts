import { describe, expect, it } from 'vitest'
import { en } from '../../src-renderer/messages/en.ts'
import { es } from '../../src-renderer/messages/es.ts'
import { fr } from '../../src-renderer/messages/fr.ts'
import { formatMessage } from '../../src-renderer/ui/format-message.ts'
import type { Message } from '../../src-renderer/ui/format-message.ts'

const plural = { one: '{n} sheet', other: '{n} sheets' }

describe('formatMessage', () => {
  it('fills names and leaves a missing one visible', () => {
    expect(formatMessage('{who} at {time}', { who: 'Amara' }, 'en')).toBe('Amara at {time}')
  })
  it('does not read a value as a message', () => {
    expect(formatMessage('{who}', { who: '{time} $& $1', time: 'x' }, 'en')).toBe('{time} $& $1')
  })
  it('chooses the form by the language: nothing is one in French, many in English', () => {
    expect(formatMessage(plural, { n: 0 }, 'en')).toBe('0 sheets')
    expect(formatMessage(plural, { n: 0 }, 'fr')).toBe('0 sheet')
    expect(formatMessage(plural, { n: 1 }, 'es')).toBe('1 sheet')
    expect(formatMessage(plural, { n: 1_000_000 }, 'fr')).toContain('sheets')
  })
  it('writes numbers as the language does', () => {
    expect(formatMessage(plural, { n: 12_000 }, 'en')).toBe('12,000 sheets')
  })
})

describe('the messages', () => {
  const names = (message: Message) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort()
  for (const [language, messages] of Object.entries({ fr, es })) {
    it(`say the same things in ${language}, with the same facts in them`, () => {
      for (const [key, message] of Object.entries(en)) expect([key, names(messages[key as keyof typeof en])]).toEqual([key, names(message)])
      expect(Object.keys(messages)).toEqual(Object.keys(en))
    })
  }
})
