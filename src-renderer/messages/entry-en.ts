/** The words on the way in: joining a site, choosing who one is, the PIN. */
import type { Message, Plural } from '../ui/format-message.ts'

export const entryEn = {
  'join.title': 'Welcome to Hallpass',
  'join.subtitle': 'This laptop is not yet the desk of a site.',
  'join.heading': 'Join your site',
  'join.address': 'Address of headquarters',
  'join.address.help': 'For example https://hq.example.org',
  'join.address.missing': 'Enter the address of headquarters.',
  'join.key': 'Key',
  'join.key.help': 'Your headquarters gave it to you for this site.',
  'join.key.missing': 'Enter the key.',
  'join.site': 'Site id',
  'join.site.help': 'The id of the venue where this laptop stands.',
  'join.site.missing': 'Enter the id of your site.',
  'join.join': 'Join this site',
  'join.joining': 'Joining…',
  'join.demo': 'Just looking?',
  'join.demo.help': 'Try the demo: one exam site with five sittings and 200 candidates. It stays on this laptop.',
  'join.demo.try': 'Try the demo',
  'join.demo.loading': 'Setting up the demo…',
  'sign-in.who': 'Who is at the desk?',
  'sign-in.enter-pin': 'Enter your PIN',
  'sign-in.expired': 'Your session has ended. Please sign in again.',
  'sign-in.demo-pin': 'This is the demo: the PIN is {pin}',
  'sign-in.nobody': 'Nobody can sign in at this site yet.',
  'sign-in.nobody-help': 'Your headquarters has to add people with a PIN; they appear here by themselves.',
  'sign-in.failed': 'The people of this site could not be read.',
  'pin.label': 'PIN, 4 to 8 digits',
  'pin.sign-in': 'Sign in',
  'pin.somebody-else': 'Somebody else',
  'pin.wrong': 'That PIN is not right.',
  'pin.too-short': { one: 'A PIN has at least {n} digits.', other: 'A PIN has at least {n} digits.' },
  'pin.wait': 'Too many tries. Wait {time}, then try again.',
  'sign-in.new-desk': 'This laptop is a new desk.',
  'sign-in.fetching': 'Fetching your site from headquarters…',
  'sign-in.fetching-help': 'It takes a few seconds on a good line, and goes on by itself.',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type EntryMessages = { [Key in keyof typeof entryEn]: (typeof entryEn)[Key] extends string ? string : Plural }
