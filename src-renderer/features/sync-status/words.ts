/** Commands, fields and values of records in the words of the desk. */
import type { MessageKey } from '../../messages/en.ts'
import type { Translate } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import type { Locale } from '../../ui/preferences.ts'

const COMMANDS: Record<string, MessageKey> = {
  'check-in': 'command.check-in',
  'undo-check-in': 'command.undo-check-in',
  'assign-seat': 'command.assign-seat',
  'register-at-desk': 'command.register',
  'register-lax': 'command.register',
  'register-again': 'command.register-again',
  'cancel-registration': 'command.cancel',
  'transfer-lax': 'command.transfer',
  'transfer-at-desk': 'command.transfer',
  'release-seat': 'command.release-seat',
  'save-room': 'command.room',
  'remove-room': 'command.room',
  'enter-score-entry': 'command.score',
  'enter-score': 'command.score',
  'correct-score': 'command.correct-score',
  'mark-absent': 'command.mark-absent',
  'start-break': 'command.start-break',
  'end-break': 'command.end-break',
  'report-incident': 'command.report-incident',
  'undo-break': 'command.undo-break',
  'stop-clock': 'command.stop-clock',
  'resume-clock': 'command.resume-clock',
  'give-time': 'command.give-time',
  'undo-time': 'command.undo-time',
  'report-event-incident': 'command.report-incident',
  'withdraw-incident': 'command.withdraw-incident',
  'grant-accommodation': 'command.grant-accommodation',
  'revoke-accommodation': 'command.revoke-accommodation',
  'update-record': 'command.update-record',
  'keep-attachment': 'command.keep-photo',
  'keep-incident-photo': 'command.keep-photo',
  'erase-attachment': 'command.erase-attachment',
  'assign-locker': 'command.locker',
  'return-locker': 'command.locker',
  'set-desk-settings': 'command.desk-settings',
  'set-certificate-template': 'command.certificate-text',
  'issue-scrap-paper': 'command.issue-scrap-paper',
  'return-scrap-paper': 'command.return-scrap-paper',
  'miss-scrap-paper': 'command.miss-scrap-paper',
  'destroy-scrap-paper': 'command.destroy-scrap-paper',
  'print-sheets': 'command.print-sheets',
  'void-scrap-paper': 'command.void-scrap-paper',
  'close-paper': 'command.close-paper',
  'reopen-paper': 'command.reopen-paper',
  'close-sitting': 'command.close-sitting',
  'reopen-sitting': 'command.reopen-sitting',
}

/** Fields that have a word, in the order in which a card shows them. */
export const FIELDS: Record<string, MessageKey> = {
  RegistrationIdentifier: 'field.holder',
  LearnerName: 'scores.col.name',
  LearnerCode: 'walk-in.code',
  LearnerEmail: 'walk-in.email',
  first_name: 'walk-in.first',
  last_name: 'walk-in.last',
  code: 'walk-in.code',
  email: 'walk-in.email',
  birth_date: 'walk-in.birth',
  Assessment: 'walk-in.form',
  Seat: 'field.seat',
  Locker: 'field.locker',
  AttendanceStatus: 'field.attendance',
  CheckedInAt: 'field.checked-in-at',
  ApprovalStatus: 'field.approval',
  Accommodations: 'field.accommodations',
  ClockStops: 'field.clock-stops',
  Breaks: 'field.breaks',
  Type: 'incident.type',
  Name: 'scores.col.name',
  TimeExtension: 'clock.minutes',
  Text: 'incident.text',
  Reason: 'grant.reason',
  score: 'command.score',
  Score: 'command.score',
}

/** The command in words; one that has none keeps its own name. */
export function commandWord(command: string, t: Translate): string {
  const key = COMMANDS[command]
  return key ? t(key) : command
}

/** The field in words; of a list of which one element is meant, the element is named where its key says something. */
export function fieldWord(field: string, t: Translate): string {
  const [list = '', element] = field.split('/')
  const key = FIELDS[list]
  if (!key) return field.replaceAll(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' ')
  return element === undefined || UUID.test(element) ? t(key) : `${t(key)}: ${element}`
}

const UUID = /^[0-9a-f]{8}-/
const FOR_PROGRAMS = /^(id|At|LastChangeTime|.*Identifiers?|.*_id|sys_.*|.*History)$/

/** Ids, histories and stamps say nothing to a person. */
export function isForPeople(field: string, value: unknown): boolean {
  return !FOR_PROGRAMS.test(field) && !(typeof value === 'string' && UUID.test(value))
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** A value as a person reads it. */
export function valueText(value: unknown, zone: string, locale: Locale, t: Translate): string {
  if (value === null || value === undefined || value === '') return t('value.nothing')
  if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no')
  if (typeof value === 'string') return INSTANT.test(value) ? clockTime(value, zone, locale) : value
  if (Array.isArray(value)) return value.map((one) => valueText(one, zone, locale, t)).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([name, one]) => isForPeople(name, one))
      .map(([name, one]) => `${fieldWord(name, t)}: ${valueText(one, zone, locale, t)}`)
      .join(', ')
  }
  return String(value)
}
