/** A write in the words of the desk, "Check-in of José Núñez, seat 14". Pure. */
import { docsOf, numberOf, textOf, textsOf } from '../commands/booking/stored-values.ts'
import type { Doc, Operation } from '../store/store.ts'

type Phrase = (whom: string, input: Doc) => string

const sheets = (input: Doc): string => {
  const codes = textsOf(input, 'SheetCodes')
  const count = codes?.length ?? numberOf(input, 'Count') ?? 0
  const named = codes ? ` (${codes.join(', ')})` : ''
  return `${count === 1 ? '1 sheet' : `${count} sheets`} of scrap paper${named}`
}
const seat = (input: Doc, before: string): string => {
  const given = textOf(input, 'Seat')
  return given === null ? '' : `${before}seat ${given}`
}
const because = (input: Doc): string => {
  const reason = textOf(input, 'Reason')
  return reason === null ? '' : ` (“${reason}”)`
}

const PHRASES: Record<string, Phrase> = {
  'check-in': (whom, input) => `Check-in of ${whom}${seat(input, ', ')}`,
  'undo-check-in': (whom, input) => `Check-in of ${whom} undone${because(input)}`,
  'mark-absent': (whom, input) => `${whom} marked absent${because(input)}`,
  'assign-seat': (whom, input) => `Seat ${textOf(input, 'Seat') ?? ''} for ${whom}`,
  'start-break': (whom) => `Break of ${whom} begun`,
  'end-break': (whom) => `Break of ${whom} ended`,
  'report-incident': (whom, input) => `Incident with ${whom}: ${textOf(input, 'Type') ?? ''}`,
  'issue-scrap-paper': (whom, input) => `${sheets(input)} to ${whom}`,
  'return-scrap-paper': (whom, input) => `${sheets(input)} returned by ${whom}`,
  'destroy-scrap-paper': (_whom, input) => `${sheets(input)} destroyed`,
  'miss-scrap-paper': (whom, input) => `${sheets(input)} missing, of ${whom}`,
  'grant-accommodation': (whom, input) => `Accommodation for ${whom}${typeOf(input)}`,
  'revoke-accommodation': (whom, input) => `Accommodation of ${whom} revoked${typeOf(input)}`,
  'assign-locker': (whom, input) => `Locker ${textOf(input, 'Locker') ?? ''} for ${whom}`,
  'return-locker': (whom) => `Locker of ${whom} given back`,
  'keep-attachment': (whom, input) => `${input.Kind === 'signature' ? 'Signature' : 'Photo'} of ${whom}`,
  'keep-incident-photo': () => 'Photo of an incident',
  'erase-attachment': (_whom, input) => `Photo or signature erased${because(input)}`,
  'set-desk-settings': () => 'How this venue checks people in',
  'set-certificate-template': () => 'What certificates say',
  'enter-score': (whom) => `Score of ${whom}`,
  'enter-score-entry': (whom) => `Score of ${whom}, one entry`,
  'correct-score': (whom, input) => `Score of ${whom} corrected${because(input)}`,
  'create-record': (whom, input) => `New ${nounOf(input)}: ${whom}`,
  'replace-record': (whom, input) => `Change of the ${nounOf(input)} of ${whom}`,
  'update-record': (whom, input) => `Change of the ${nounOf(input)} of ${whom}${fieldsOf(input)}`,
  'patch-record': (whom, input) => `Change of the ${nounOf(input)} of ${whom}`,
  'delete-record': (whom, input) => `The ${nounOf(input)} of ${whom} deleted`,
  'create-event': (_whom, input) => `New event ${textOf(input, 'event') ?? ''}`,
  'cancel-event': (_whom, input) => `Event ${textOf(input, 'event') ?? ''} cancelled${because(input)}`,
  'register-lax': (whom) => `New registration: ${whom}`,
  'register-at-desk': (whom) => `New registration: ${whom}`,
  'register-again': (whom, input) => `${whom} registered again${because(input)}`,
  'transfer-lax': (whom) => `Registration of ${whom} transferred`,
  'cancel-registration': (whom, input) => `Registration of ${whom} cancelled${because(input)}`,
  'delete-registration': (whom) => `Registration of ${whom} deleted`,
  'change-assessment': (whom) => `Other assessment form for ${whom}`,
  'generate-order': (whom) => `Order for ${whom}`,
  'generate-group-order': (whom) => `Order for the group of ${whom}`,
  'transfer-registration': (whom) => `Registration of ${whom} transferred`,
  'send-notice': (whom) => `Notice to ${whom}`,
  'resend-confirmation': (whom) => `Confirmation sent again to ${whom}`,
  'preview-email': () => 'Preview of an e-mail',
}

/** @param whom the candidate's name, null where the write names nobody */
export function operationWords({ command, input }: Pick<Operation, 'command' | 'input'>, whom: string | null): string {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Doc
  const person = whom ?? 'somebody unknown here'
  const phrase = PHRASES[command]
  if (phrase) return phrase(person, given)
  const plain = command.replaceAll('-', ' ')
  return `${plain[0]?.toUpperCase() ?? ''}${plain.slice(1)}${whom === null ? '' : `: ${whom}`}`
}

function typeOf(input: Doc): string {
  const [first] = docsOf(input, 'Accommodations')
  const type = textOf(input, 'Type') ?? textOf(input, 'AccommodationType') ?? textOf(first, 'Type')
  return type === null ? '' : `: ${type}`
}

/** "examRegistrations" is an exam registration. */
function nounOf(input: Doc): string {
  const words = (textOf(input, 'collection') ?? 'record').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.replace(/s$/, '')
}

function fieldsOf(input: Doc): string {
  const changes = typeof input['changes'] === 'object' && input['changes'] !== null ? Object.keys(input['changes']) : []
  return changes.length === 0 ? '' : ` (${changes.map((field) => field.replaceAll('_', ' ')).join(', ')})`
}
