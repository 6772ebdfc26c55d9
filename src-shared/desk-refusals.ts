/**
 * Refusals that a person at the desk reads: a word by which a window says it in its own language, and the API's sentence.
 * `{name}` is a fact; a problem document carries both as its members `reason` and `facts`.
 */
import { refuse, type ProblemCode, type Refusal } from './problem.ts'

export const DESK_REFUSALS = {
  'registration-unknown': ['not-found', 'Registration not found.'],
  'registration-cancelled': ['invalid', 'Registration is cancelled.'],
  'not-cancelled': ['conflict', 'This registration is not cancelled.'],
  'event-unknown': ['not-found', 'Event not found.'],
  'event-elsewhere': ['not-found', 'The event of this registration is not on this laptop.'],
  'event-cancelled': ['invalid', 'Event is cancelled.'],
  'event-full': ['invalid', 'Event is full.'],
  'registered-already': ['conflict', '{name} is registered for this sitting already.'],
  'registered-already-seat': ['conflict', '{name} is registered for this sitting already, seat {seat}.'],
  'paper-still-out': ['conflict', 'Scrap paper is still out: {codes}. Take it back first.'],
  'no-such-form': ['invalid', 'Assessment form not found.'],
  'import-leads': ['forbidden', 'Only a lead or an administrator imports a roster.'],
  'not-in': ['conflict', 'This candidate is not checked in.'],
  'seat-taken': ['conflict', 'Seat {seat} is taken by {holder}.'],
  'room-unknown': ['not-found', 'This room is no longer there.'],
  'room-nameless': ['invalid', 'A room needs a name.'],
  'rooms-full': ['conflict', 'A venue has at most {most} rooms.'],
  'room-changed': ['conflict', 'Somebody else changed this room meanwhile. Look at it again, then save.'],
  'room-too-large': ['invalid', 'A room has at most {rows} rows of {columns} places.'],
  'room-name-taken': ['conflict', 'There is a room called {room} already.'],
  'seat-name-taken': ['conflict', 'There is a seat {seat} in {room} already. Each seat of a venue has its own name.'],
  'seats-in-use': ['conflict', 'These seats are given and cannot go: {seats}. Give these candidates other seats first.'],
  'seat-not-theirs': ['conflict', 'This candidate does not have seat {seat}.'],
  'seat-sat-on': ['conflict', 'This candidate is in and sits at {seat}. Give another seat, or undo the check-in.'],
  'locker-taken': ['conflict', '{holder} has locker {locker}.'],
  'no-locker': ['conflict', 'This candidate has no locker.'],
  'on-break': ['conflict', 'This candidate is on a break since {since}.'],
  'not-on-break': ['conflict', 'This candidate is not on a break.'],
  'no-break': ['conflict', 'This candidate had no break.'],
  'break-ends-early': ['invalid', 'The break cannot end before it starts.'],
  'sheet-in-use': ['conflict', 'Sheet {code} is in use: it was issued to {holder}.'],
  'sheet-of-other': ['conflict', 'Sheet {code} was issued to {holder}.'],
  'sheet-elsewhere': ['not-found', 'Sheet {code} was not issued for this event.'],
  'sheet-twice': ['invalid', 'Sheet {code} is in the list twice.'],
  'sheet-issued': ['conflict', 'Sheet {code} is issued and cannot become {to}.'],
  'sheet-returned': ['conflict', 'Sheet {code} is returned and cannot become {to}.'],
  'sheet-missing': ['conflict', 'Sheet {code} is missing and cannot become {to}.'],
  'sheet-destroyed': ['conflict', 'Sheet {code} is destroyed and cannot become {to}.'],
  'sheet-void': ['conflict', 'Sheet {code} is void and cannot be given to anybody.'],
  'sheet-printed-for': ['conflict', 'Sheet {code} was printed for {holder}.'],
  'paper-closed': ['conflict', 'The scrap paper of this sitting is closed since {since}. A lead has to reopen it first.'],
  'paper-not-closed': ['conflict', 'The scrap paper of this sitting is not closed.'],
  'paper-out': ['conflict', 'The balance is not even: {n} still out. {sheets}'],
  'paper-open': ['conflict', 'The scrap paper of this sitting is not closed yet. Two people have to close it first.'],
  'sitting-closed': ['conflict', '{who} closed this sitting at {since}. A lead can open it again.'],
  'sitting-not-closed': ['conflict', 'This sitting is not closed.'],
  'paper-of-other-event': ['invalid', 'Registration does not belong to event.'],
  'same-person': ['forbidden', 'Somebody else has to sign: the second person is the one who asks.'],
  'stop-unknown': ['not-found', 'This stop of the clock was not found.'],
  'clock-stands': ['conflict', 'The clock is stopped since {since}.'],
  'clock-runs': ['conflict', 'The clock runs already: this stop has ended.'],
  'clock-goes-early': ['invalid', 'The clock cannot go on before it stopped.'],
  'undone-already': ['conflict', 'This is undone already.'],
  'incident-unknown': ['not-found', 'Incident not found.'],
  'report-withdrawn': ['conflict', 'This report is withdrawn already.'],
  'not-in-sitting': ['invalid', 'This candidate is not in this sitting.'],
  'score-cancelled': ['invalid', 'This registration is cancelled and takes no score.'],
  'score-too-high': ['invalid', 'The highest score of this exam is {most}.'],
  'score-there': ['conflict', 'This candidate has a score already. A lead can correct it, with a reason.'],
  'score-needs-third': ['forbidden', 'Two entries differ, and one of them is yours. Somebody else has to enter this score.'],
  'score-not-yet': ['conflict', 'There is no score to correct yet: two people have to enter it first.'],
  'scores-differ': ['conflict', 'The two entries do not agree; nothing was stored.'],
  'lease-ended': ['forbidden', 'This laptop has not reached headquarters for {days} days, so nobody can sign in. Connect it to the internet; it goes on by itself. Nothing is lost.'],
  'nothing-waits': ['conflict', 'Nothing waits on this laptop: headquarters has every write.'],
  'card-gone': ['not-found', 'This conflict could not be found; perhaps it is settled already.'],
  'write-of-other-version': ['invalid', 'This write was made by another version of Hallpass and cannot be made again.'],
  'not-from-here': ['forbidden', 'The desk opens only on the computer on which the station runs.'],
  'only-leads': ['forbidden', 'Only a lead proctor or an administrator of this site may do that.'],
  'only-signed-in': ['forbidden', 'Only somebody signed in at this desk can make a backup here.'],
  'demo-not-here': ['conflict', 'The demo can be loaded only on a laptop that is not the desk of a site yet.'],
  'joined-already': ['forbidden', 'This laptop is the desk of {name} already. Sign in as an administrator to join it to another site.'],
  'join-address': ['invalid', 'The address has to begin with http:// or https://.'],
  'join-tenant': ['conflict', 'This laptop holds the records of {known}, but that key is for {tenant}. Use another laptop, or start with an empty data folder.'],
  'join-version': ['invalid', 'That headquarters speaks another version of the sync protocol. Update Hallpass on both sides.'],
  'join-stranger': ['invalid', 'Something answers at {url}, but it is not a Hallpass headquarters.'],
  'join-desk': ['invalid', 'The Hallpass at {url} is a desk, not a headquarters.'],
  'join-key': ['unauthorized', 'Headquarters does not know that key, or it has been revoked.'],
  'join-not-allowed': ['forbidden', 'Headquarters does not allow that key here: {detail}'],
  'join-busy': ['busy', 'Headquarters cannot answer now: {detail}'],
  'join-site': ['invalid', 'Headquarters has no site {site}.'],
  'join-site-unsure': ['busy', 'Headquarters could not say whether it has the site {site} (HTTP status {status}).'],
  'join-silent': ['invalid', 'Nothing answers at {url} ({reason}). Check the address and the line.'],
  'person-unknown': ['invalid', 'Learner not found.'],
  'person-nameless': ['invalid', 'A person needs a name.'],
  'registration-exists': ['invalid', 'Registration already exists. You cannot add a new registration with the same identifier.'],
  'registration-without-form': ['invalid', 'Registration has no assessment form.'],
  'in-that-sitting': ['invalid', 'Registration already assigned to event.'],
  'start-invalid': ['invalid', 'Invalid EventStartTime value.'],
  'venue-unknown': ['not-found', 'Venue not found.'],
  'exam-type-missing': ['invalid', 'EventExamType not specified.'],
  'exam-type-elsewhere': ['invalid', 'Invalid EventExamType value.'],
  'accommodation-nameless': ['invalid', 'Accommodation type cannot be empty.'],
  'images-many': ['conflict', 'This candidate has {n} photos and signatures already; a lead can erase one.'],
  'photos-many': ['conflict', 'This report has {n} photos already.'],
  'image-large': ['invalid', 'The image has {bytes} bytes; a {kind} may have {most}.'],
  'image-unreadable': ['invalid', 'This is neither a JPEG nor a PNG image.'],
  'image-other-type': ['invalid', 'The bytes are {found}, not {given}.'],
  'attachment-unknown': ['not-found', 'Attachment not found.'],
  'steps-twice': ['invalid', 'Two steps are called “{name}”.'],
  'template-admins': ['forbidden', 'Only an administrator changes what certificates say.'],
  'template-broken': ['invalid', 'This text cannot be used: {why}'],
  'program-unknown': ['not-found', 'Program not found.'],
  'only-admins': ['forbidden', 'Only an administrator sets how a venue checks people in.'],
  'records-full': ['too-many', 'This tenant may keep {most} records in {collection}.'],
  'rescue-no-hq': ['conflict', 'This laptop has no headquarters to send the work to. Open the file on a desk that has one.'],
  'rescue-tenant': ['conflict', 'The file is from a desk of {tenant}, and this laptop belongs to another organization. Nothing was changed.'],
  'rescue-site': ['conflict', 'The file is from a desk of the site {site}; open it on a desk of that site. Nothing was changed.'],
  'rescue-gap': ['conflict', 'An older rescue file of that laptop is missing: its writes {from} to {to} are not here. Open that one first.'],
  'rescue-forked': ['conflict', 'Another copy of that laptop has sent different work under the same numbers. What came before it was taken; ask headquarters.'],
  'rescue-large': ['invalid', 'This file is too large to be a rescue file.'],
  'rescue-none': ['invalid', 'This is not a rescue file.'],
  'rescue-newer': ['invalid', 'This rescue file was made by a newer version of Hallpass; update this laptop first. Nothing was changed.'],
  'rescue-empty': ['invalid', 'This file opens, but it does not hold the work of a Hallpass station. Nothing was changed.'],
  'rescue-foreign': ['invalid', 'This is not a rescue file of Hallpass.'],
  'rescue-phrase': ['invalid', 'The phrase does not open this file, or the file is damaged. Nothing was changed.'],
  'hub-fixed': ['conflict', 'This station was started as the hub of its site; it is one until it is started without that.'],
  'hub-unpaired': ['not-found', 'This desk is paired with no hub.'],
  'hub-only-way': ['conflict', 'This desk reaches headquarters through its hub alone. Give it headquarters\u2019 address and key first.'],
  'hub-not': ['not-found', 'This laptop is not the hub of its site.'],
  'device-unknown': ['not-found', 'No desk with that id is paired with this hub.'],
} as const satisfies Record<string, readonly [ProblemCode, string]>

/** Those whose sentence in the API has parts that may be missing. */
interface Composed {
  'already-in': 'who' | 'since'
  'in-since': 'since'
}

export type DeskRefusal = keyof typeof DESK_REFUSALS | keyof Composed
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type FactOf<Reason extends DeskRefusal> = Reason extends keyof typeof DESK_REFUSALS ? NamesIn<(typeof DESK_REFUSALS)[Reason][1]> : Reason extends keyof Composed ? Composed[Reason] : never
/** What a sentence is about; an instant is ISO 8601. */
export type Facts<Reason extends DeskRefusal> = Record<FactOf<Reason>, string | number>
type More = Omit<Refusal, 'refused' | 'detail'>

/** The members of a problem document by which a window finds its own words. */
export function saying<Reason extends DeskRefusal>(reason: Reason, facts: Facts<Reason>): { reason: Reason; facts: Record<string, string | number> } {
  return { reason, facts }
}

/** The refusal of a reason, in the API's words. */
export function refuseFor<Reason extends keyof typeof DESK_REFUSALS>(reason: Reason, facts: Facts<Reason>, more: More = {}): Refusal {
  const [code, sentence] = DESK_REFUSALS[reason]
  const known: Record<string, string | number> = facts
  const detail = sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => String(known[name]))
  return refuse(code, detail, { ...more, extra: { ...more.extra, ...saying(reason, facts) } })
}
