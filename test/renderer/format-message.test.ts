import { describe, expect, it } from 'vitest'
import { en } from '../../src-renderer/messages/en.ts'
import { es } from '../../src-renderer/messages/es.ts'
import { fr } from '../../src-renderer/messages/fr.ts'
import { formatMessage } from '../../src-renderer/ui/format-message.ts'
import type { Message } from '../../src-renderer/ui/format-message.ts'
import { unbroken } from '../../src-renderer/ui/unbroken.ts'

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

describe('French spaces', () => {
  it('hold the sign to its word, and leave a time as it is', () => {
    const held = unbroken({ asked: 'Quel aménagement ? À 9:05 : « oui »', n: { one: '{n} clos !', other: '{n} clos ;' } })
    expect(held).toEqual({ asked: 'Quel aménagement\u00A0? À 9:05\u00A0: «\u00A0oui\u00A0»', n: { one: '{n} clos\u00A0!', other: '{n} clos\u00A0;' } })
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
