/** Every flow of the desk, in the order of a day. */
import { absent, cutOff } from './flows/absent.ts'
import { grantAlone, grantBySignature } from './flows/accommodations.ts'
import { fixAndResend, keepOurs, keepTheirs, letGo } from './flows/cards.ts'
import { pictures } from './flows/charts.ts'
import { checkIn, inAlready, undoCheckIn } from './flows/check-in.ts'
import { cannotBe, registeredTwice, transfer, transferAway, walkIn } from './flows/door.ts'
import { close, reopen } from './flows/closing.ts'
import { breaksAndChosen, stopAndGiveBack } from './flows/clock.ts'
import { fromPaper } from './flows/from-paper.ts'
import { identify, leftOut } from './flows/identity.ts'
import { importCsv, importStopped } from './flows/import.ts'
import { incident } from './flows/incidents.ts'
import { behindTheBack, outage, rescueSaved } from './flows/outage.ts'
import { giveByHand, giveByScan } from './flows/paper.ts'
import { preferences } from './flows/preferences.ts'
import { certificateText, numberedSheets, sheetsAsPdf } from './flows/prints.ts'
import { ready } from './flows/ready.ts'
import { drawRoom, roomsLooked } from './flows/rooms.ts'
import { correctScore, firstScores, secondScores, thirdScore } from './flows/scores.ts'
import { search } from './flows/search.ts'
import { seatByHand, seatEveryone, seatReleased } from './flows/seats.ts'
import { signIn } from './flows/sign-in.ts'
import { noPaper, onlyLooked, setSteps } from './flows/steps.ts'
import type { Flow } from './day.ts'

export const FLOWS: { day: readonly Flow[]; evening: readonly Flow[] } = {
  day: [
    checkIn, undoCheckIn, inAlready, setSteps, signIn, onlyLooked, identify, leftOut, preferences,
    search, walkIn, registeredTwice, transfer, transferAway, cannotBe, absent, seatByHand, seatReleased, seatEveryone, roomsLooked, ready, grantBySignature, grantAlone, cutOff, drawRoom, noPaper,
    giveByHand, giveByScan, incident, stopAndGiveBack, breaksAndChosen, firstScores, secondScores, importCsv, importStopped, fromPaper, sheetsAsPdf, numberedSheets, thirdScore, certificateText, correctScore,
    outage, rescueSaved, behindTheBack, pictures, close, reopen,
  ],
  evening: [keepOurs, keepTheirs, letGo, fixAndResend],
}
