/** The words of the site place. */
import type { Message } from '../ui/format-message.ts'

export const siteEn = {
  'site.facts': 'This site',
  'site.name': 'Site',
  'site.id': 'Id',
  'site.zone': 'Time zone',
  'site.station': 'This laptop',
  'site.hq': 'Headquarters',
  'site.no-hq': 'None: this laptop stands alone',
  'site.storage': 'Data on this laptop',
  'site.encrypted': 'Encrypted',
  'site.not-encrypted': 'Not encrypted',
  'site.user': 'Signed in',
  'site.version': 'Version',
  'site.window': 'This window',
  'site.theme': 'Theme',
  'site.theme.system': 'As the system',
  'site.theme.light': 'Light',
  'site.theme.dark': 'Dark',
  'site.text': 'Text size',
  'site.text.normal': 'Normal',
  'site.text.large': 'Large',
  'site.text.largest': 'Largest',
  'site.language': 'Language',
  'site.single-keys': 'Single keys',
  'site.single-keys.help': 'Letters and digits act without a field. Turn this off when you dictate text.',
  'site.about': 'About',
  'site.about.text': 'Hallpass is the desk of an exam site. It works with the internet on or off. Free software under the MIT licence.',
} satisfies Record<string, Message>

/** The same keys, each with a text. */
export type SiteMessages = { [Key in keyof typeof siteEn]: string }
