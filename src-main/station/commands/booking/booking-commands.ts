/** Every command of booking and the desk, for the registry of commands. */
import type { Command } from '../command.ts'
import { enterScore } from '../enter-score.ts'
import { assignLocker } from './assign-locker.ts'
import { assignSeat } from './assign-seat.ts'
import { cancelEvent } from './cancel-event.ts'
import { cancelRegistration } from './cancel-registration.ts'
import { changeAssessment } from './change-assessment.ts'
import { checkIn } from './check-in.ts'
import { closePaper } from './close-paper.ts'
import { closeSitting } from './close-sitting.ts'
import { createEvent } from './create-event.ts'
import { deleteRegistration } from './delete-registration.ts'
import { destroyScrapPaper } from './destroy-scrap-paper.ts'
import { endBreak } from './end-break.ts'
import { giveTime } from './give-time.ts'
import { grantAccommodation } from './grant-accommodation.ts'
import { issueScrapPaper } from './issue-scrap-paper.ts'
import { markAbsent } from './mark-absent.ts'
import { missScrapPaper } from './miss-scrap-paper.ts'
import { printSheets } from './print-sheets.ts'
import { registerAgain } from './register-again.ts'
import { registerAtDesk } from './register-at-desk.ts'
import { registerLax } from './register-lax.ts'
import { releaseSeat } from './release-seat.ts'
import { reopenPaper } from './reopen-paper.ts'
import { reopenSitting } from './reopen-sitting.ts'
import { reportEventIncident } from './report-event-incident.ts'
import { reportIncident } from './report-incident.ts'
import { resumeClock } from './resume-clock.ts'
import { returnLocker } from './return-locker.ts'
import { returnScrapPaper } from './return-scrap-paper.ts'
import { revokeAccommodation } from './revoke-accommodation.ts'
import { startBreak } from './start-break.ts'
import { stopClock } from './stop-clock.ts'
import { transferLax } from './transfer-lax.ts'
import { undoBreak } from './undo-break.ts'
import { undoCheckIn } from './undo-check-in.ts'
import { undoTime } from './undo-time.ts'
import { voidScrapPaper } from './void-scrap-paper.ts'
import { withdrawIncident } from './withdraw-incident.ts'

/** Each command checks its own input, so that its type can be forgotten here. */
const erased = <I, L>(command: Command<I, L>) => command as unknown as Command

export const BOOKING_COMMANDS: readonly Command[] = [
  erased(createEvent), erased(cancelEvent),
  erased(registerLax), erased(registerAtDesk), erased(registerAgain), erased(transferLax), erased(cancelRegistration), erased(changeAssessment), erased(deleteRegistration),
  erased(grantAccommodation), erased(revokeAccommodation),
  erased(checkIn), erased(undoCheckIn), erased(markAbsent), erased(assignSeat), erased(releaseSeat), erased(startBreak), erased(endBreak), erased(reportIncident),
  erased(undoBreak), erased(assignLocker), erased(returnLocker), erased(reportEventIncident), erased(withdrawIncident),
  erased(stopClock), erased(resumeClock), erased(giveTime), erased(undoTime),
  erased(issueScrapPaper), erased(returnScrapPaper), erased(destroyScrapPaper), erased(missScrapPaper), erased(printSheets), erased(voidScrapPaper),
  erased(closePaper), erased(reopenPaper), erased(closeSitting), erased(reopenSitting),
  erased(enterScore),
]
