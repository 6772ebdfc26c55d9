/** The seats of one sitting, and the rooms of the site. */
import { useState } from 'react'
import { CircleAlert } from 'lucide-react'
import type { DeskUser, Sitting } from '../../../src-shared/desk.ts'
import { seatMap } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { RoomsEditor } from './rooms-editor.tsx'
import { SeatsBoard } from './seats-board.tsx'

interface SeatsScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  user: DeskUser
  onPick: (event: string | null) => void
  onOpen: (registration: string) => void
}

/** Somebody's time runs out without a live event. */
const read_again_ms = 30_000

export function SeatsScreen({ event, sittings, user, onPick, onOpen }: SeatsScreenProps) {
  const { t } = useI18n()
  const [rooms, setRooms] = useState(false)
  const remote = useRemote(event === null ? null : `seats/${event}`, () => seatMap(event ?? ''), read_again_ms)
  const mayEdit = user.role !== 'proctor'
  if (rooms) return <RoomsEditor mayEdit={mayEdit} onLeave={() => (setRooms(false), remote.reload())} />
  if (event === null) {
    return sittings ? <SittingCards title={t('seats.pick')} sittings={sittings} note={({ counts }) => t('seats.note', { n: counts.total })} onPick={onPick} /> : <Loading label={t('common.reading')} />
  }
  if (remote.data) return <SeatsBoard key={event} map={remote.data} mayEdit={mayEdit} reload={remote.reload} onLeave={() => onPick(null)} onOpen={onOpen} onRooms={() => setRooms(true)} />
  if (remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('seats.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        <Button onPress={() => onPick(null)}>{t('seats.other-sitting')}</Button>
      </StateView>
    )
  }
  return <Loading label={t('common.reading')} />
}
