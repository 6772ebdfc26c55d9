import { expect, it } from 'vitest'
import { isLocal, parseSmtpAddress } from '../../../src-main/hq/mail/smtp-address.ts'

it('reads host, port, TLS, user and sender', () => {
  expect(parseSmtpAddress('smtp://127.0.0.1:2525')).toEqual({ host: '127.0.0.1', port: 2525, secure: false, from: 'hallpass@hallpass.invalid' })
  expect(parseSmtpAddress('smtps://desk%40example.test:p%2Fw@mail.example.test/')).toEqual({
    host: 'mail.example.test', port: 465, secure: true, auth: { user: 'desk@example.test', pass: 'p/w' }, from: 'desk@example.test',
  })
  expect(parseSmtpAddress('smtp://u:p@[::1]:25?from=exams%40example.test')).toMatchObject({ host: '::1', port: 25, from: 'exams@example.test' })
  expect(['localhost', '127.8.9.1', '::1', '10.0.0.1', 'mail.example.test'].map((host) => isLocal({ host, port: 25, secure: false, from: '' }))).toEqual([true, true, true, false, false])
})

it('says why it is none, without the password', () => {
  const bad = ['', 'mail', 'http://x', 'smtp://', 'smtp:mail', 'smtp://x/path', 'smtp://x#y', 'smtp://x?pool=true', 'smtp://x?from=nobody', 'smtp://x:0', 'smtp://x:99999', 'smtp://a:secret%zz@x', 'smtp://a:secret@x?from=a%0d%0ab@c']
  for (const text of bad) {
    const reason = parseSmtpAddress(text)
    expect([text, typeof reason]).toEqual([text, 'string'])
    expect(reason).not.toContain('secret')
  }
})
