/** Which column says what: guessed by the words above it in three languages, then by what is in it. Pure. */
import type { RosterImportRow } from '../../../src-shared/desk/door.ts'
import type { TableRow } from './table.ts'

export const FIELDS = [
  'first_name', 'last_name', 'name', 'code', 'email', 'phone', 'birth_date', 'sitting_day', 'sitting_time', 'venue', 'assessment', 'registrant_type', 'seat', 'accommodations', 'extra_minutes',
] as const satisfies (keyof RosterImportRow | 'extra_minutes')[]
export type Field = (typeof FIELDS)[number]
/** By column: what it says, or null. */
export type Mapping = (Field | null)[]

/** Words above columns, as `plain` writes them. */
const WORDS: Record<Field, readonly string[]> = {
  first_name: ['first name', 'firstname', 'given name', 'given names', 'forename', 'prenom', 'prenoms', 'nombre de pila', 'nombre', 'nombres', 'first'],
  last_name: ['last name', 'lastname', 'family name', 'surname', 'nom', 'nom de famille', 'apellido', 'apellidos', 'last', 'family'],
  name: ['name', 'full name', 'candidate', 'candidate name', 'learner', 'learner name', 'student', 'nom complet', 'candidat', 'nombre completo', 'nombre y apellidos', 'candidato', 'apellidos y nombre', 'learnername'],
  code: ['code', 'candidate code', 'candidate number', 'candidate id', 'learner code', 'student id', 'student number', 'id', 'number', 'code candidat', 'numero de candidat', 'matricule', 'codigo', 'codigo de candidato', 'numero de candidato', 'matricula', 'learnercode'],
  email: ['email', 'e mail', 'email address', 'mail', 'courriel', 'adresse courriel', 'adresse mail', 'correo', 'correo electronico', 'learneremail'],
  phone: ['phone', 'telephone', 'phone number', 'mobile', 'cell', 'tel', 'portable', 'telefono', 'movil'],
  birth_date: ['date of birth', 'birth date', 'birthdate', 'birthday', 'dob', 'born', 'date de naissance', 'naissance', 'ne le', 'fecha de nacimiento', 'nacimiento'],
  sitting_day: ['date', 'exam date', 'day', 'sitting', 'sitting date', 'session date', 'start date', 'date of exam', 'jour', 'date d examen', 'date de la seance', 'seance', 'fecha', 'fecha de examen', 'dia', 'sesion', 'eventstart', 'start'],
  sitting_time: ['time', 'start time', 'exam time', 'heure', 'heure de debut', 'begin', 'begins at', 'starts at', 'hora', 'hora de inicio', 'hora de comienzo'],
  venue: ['venue', 'site', 'location', 'centre', 'center', 'test centre', 'test center', 'lieu', 'centre d examen', 'sede', 'lugar', 'centro', 'eventvenue'],
  assessment: ['assessment', 'exam', 'form', 'form code', 'exam code', 'test', 'examen', 'formulaire', 'code examen', 'epreuve', 'formulario', 'prueba', 'codigo de examen'],
  registrant_type: ['type', 'registrant type', 'category', 'categorie', 'categoria', 'tipo'],
  seat: ['seat', 'seat number', 'desk', 'place', 'siege', 'puesto', 'asiento', 'plaza'],
  accommodations: ['accommodation', 'accommodations', 'accomodation', 'special needs', 'amenagement', 'amenagements', 'mesures', 'adaptacion', 'adaptaciones', 'ajustes'],
  extra_minutes: ['extra minutes', 'extra time', 'additional minutes', 'additional time', 'minutes', 'time extension', 'temps supplementaire', 'minutes supplementaires', 'tiers temps', 'tiempo adicional', 'minutos adicionales', 'tiempo extra', 'minutos extra'],
}

/** A header's words without case, accents, marks and doubled spaces. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Whether the first row holds the names of the columns: such a row has no addresses, dates or numbers in it. */
export function hasHeader([first]: readonly TableRow[]): boolean {
  const cells = first?.cells.filter((cell) => cell !== '') ?? []
  return cells.length > 0 && !cells.some((cell) => /@|^\d+$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(cell))
}

/** @param header the texts above the columns, empty where there are none */
export function guessColumns(header: readonly string[], rows: readonly TableRow[], columns: number): Mapping {
  const mapping: Mapping = Array.from({ length: columns }, (_, at) => byWords(plain(header[at] ?? '')))
  mapping.forEach((field, at) => {
    if (field !== null && mapping.indexOf(field) !== at) mapping[at] = null
  })
  const looks = mapping.map((field, at) => (field === null && plain(header[at] ?? '') === '' ? byContent(rows.map(({ cells }) => cells[at] ?? '')) : field))
  return looks.map((field, at) => (field !== null && looks.indexOf(field) === at ? field : null))
}

function byWords(words: string): Field | null {
  if (words === '') return null
  return FIELDS.find((field) => WORDS[field].includes(words)) ?? null
}

const sample_rows = 50

/** What most of the values look like. */
function byContent(values: readonly string[]): Field | null {
  const some = values.filter((value) => value !== '').slice(0, sample_rows)
  const most = (test: RegExp) => some.length > 0 && some.filter((value) => test.test(value)).length > some.length * 0.6
  if (most(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return 'email'
  if (most(/^(19|20)\d\d-\d\d-\d\d$|^\d{1,2}[./-]\d{1,2}[./-](19|20)\d\d$/)) return 'birth_date'
  if (most(/^\d{1,2}[:h]\d{2}$/)) return 'sitting_time'
  if (most(/^[\p{Lu}]{1,5}[- ]?\d{2,}$/u)) return 'code'
  return most(/^\p{L}[\p{L}\p{M}'’.-]*(,)?\s+\p{L}/u) ? 'name' : null
}

/** The mapping with a column's meaning changed; what it takes over is taken from the other column. */
export function withField(mapping: Mapping, column: number, field: Field | null): Mapping {
  return mapping.map((other, at) => (at === column ? field : other === field ? null : other))
}
