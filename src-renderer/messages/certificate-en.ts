/** The words of certificates, in English. */
import type { Message, Plural } from '../ui/format-message.ts'

export const certificateEn = {
  'print.certificate': 'Certificates',
  'print.certificate.help': 'For everybody who passed, or for one person.',
  'certificate.passed': { one: '{n} candidate passed', other: '{n} candidates passed' },
  'certificate.search': 'Name or code',
  'certificate.print': 'Print',
  'certificate.save': 'Save as PDF',
  'certificate.print-all': { one: 'Print all {n}', other: 'Print all {n}' },
  'certificate.save-all': { one: 'All {n} as PDF', other: 'All {n} as PDF' },
  'certificate.of': 'Certificate of {name}',
  'certificate.open': 'Certificate',
  'certificate.key': 'certificate',
  'certificate.key.all': 'all',
  'certificate.none': 'Nobody has passed yet',
  'certificate.none.help': 'A result stands once two people have entered the same score.',
  'certificate.no-match': 'Nobody by that name or code passed in this sitting.',
  'certificate.no-number': 'No number yet: headquarters gives it',
  'certificate.title': 'Certificate',
  'certificate.held-by': 'This is to certify that',
  'certificate.has-passed': 'has passed the examination',
  'certificate.program': 'Certification',
  'certificate.date': 'Date of the examination',
  'certificate.venue': 'Place',
  'certificate.registration': 'Registration number',
  'certificate.number': 'Certificate number',
  'certificate.since': 'Certified on',
  'certificate.until': 'Valid until',
  'certificate.sign': 'Name and signature',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type CertificateMessages = { [Key in keyof typeof certificateEn]: (typeof certificateEn)[Key] extends string ? string : Plural }
