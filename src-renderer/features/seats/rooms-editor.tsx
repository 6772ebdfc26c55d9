/** The rooms of the site: which there are, and the one that is being drawn. */
import { useEffect, useState } from 'react'
import { ArrowLeft, CloudUpload, DoorClosed, Plus } from 'lucide-react'
import type { Room } from '../../../src-shared/commands/rooms.ts'
import { asProblem } from '../../api/api-problem.ts'
import { removeRoom, rooms as readRooms, saveRoom } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { Loading } from '../../ui/state-view.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { changesOf, draftOf, newDraft, rebased } from './room-draft.ts'
import type { Draft } from './room-draft.ts'
import { RoomEditor } from './room-editor.tsx'
import styles from './rooms.module.css'

export function RoomsEditor({ mayEdit, onLeave }: { mayEdit: boolean; onLeave: () => void }) {
  const { t } = useI18n()
  const remote = useRemote('rooms', readRooms)
  const all = remote.data?.rooms ?? null
  const [draft, setDraft] = useState<Draft | null>(null)
  /** The room that the draft began from. */
  const [base, setBase] = useState<Room | null>(null)
  const [said, setSaid] = useState('')
  const write = useWrite(asProblem, remote.reload)

  useEffect(() => {
    if (!all || !draft) return
    const now = all.find(({ id }) => id === draft.id)
    if (!now || !base || JSON.stringify(now.Places) === JSON.stringify(base.Places)) return
    // Somebody else changed it: their places come in, the changes made here stay.
    setDraft(rebased(draft, base, now))
    setBase(now)
    // Only a room that was read anew matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [all])

  function open(room: Room | null): void {
    write.clear()
    setSaid('')
    setBase(room)
    setDraft(room ? draftOf(room) : newDraft(t('rooms.new-name', { n: (all?.length ?? 0) + 1 }), all?.flatMap(({ Places }) => Places.map(({ Seat }) => Seat)) ?? []))
  }
  const first = all?.[0]
  useEffect(() => {
    if (all === null || draft !== null) return
    if (first) open(first)
    else if (mayEdit) open(null)
    // Once, when the rooms are there.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [all === null])

  async function save(): Promise<void> {
    if (!draft) return
    const changes = changesOf(draft, base)
    if (!changes) return
    let saved: Room | null = null
    const done = await write.run(async () => {
      saved = await saveRoom(draft.id, { ...changes, ...(draft.id === null ? {} : { Version: all?.find(({ id }) => id === draft.id)?.version ?? 1 }) })
    })
    if (!done || !saved) return
    setBase(saved)
    setDraft(draftOf(saved))
    setSaid(t('rooms.saved', { name: draft.name.trim() }))
  }
  async function remove(): Promise<void> {
    const id = draft?.id
    if (!draft || id == null || !(await write.run(() => removeRoom(id)))) return
    setSaid(t('rooms.removed', { name: draft.name }))
    setDraft(null)
    setBase(null)
  }
  useKeys([
    ...(mayEdit ? [{ key: 'n', hint: t('rooms.new'), run: () => open(null) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onLeave },
  ])
  if (!all) return <Loading label={t('common.reading')} />
  return (
    <div className={styles['screen']}>
      <nav className={styles['list']} aria-label={t('rooms.title')}>
        <h2>{t('rooms.title')}</h2>
        <ul>
          {all.map((room) => (
            <li key={room.id}>
              <button type="button" className={styles['entry']} aria-current={draft?.id === room.id ? 'true' : undefined} onClick={() => open(room)}>
                <b>
                  <bdi>{room.Name}</bdi>
                </b>
                <span>
                  {t('rooms.seats', { n: room.Places.length })}
                  {room.Separate ? (
                    <>
                      {' '}
                      <DoorClosed aria-hidden size={15} /> {t('seats.separate')}
                    </>
                  ) : null}
                  {room.waiting ? (
                    <>
                      {' '}
                      <CloudUpload aria-hidden size={15} /> {t('rooms.waiting')}
                    </>
                  ) : null}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {mayEdit ? (
          <Button icon={Plus} keyCap="N" onPress={() => open(null)}>
            {t('rooms.new')}
          </Button>
        ) : (
          <p>{t('rooms.read-only')}</p>
        )}
        <Button icon={ArrowLeft} keyCap="Esc" onPress={onLeave}>
          {t('seats.back-to-map')}
        </Button>
        <p role="status" className={styles['said']}>
          {said}
        </p>
      </nav>
      {draft ? (
        <RoomEditor
          key={draft.id ?? 'new'}
          draft={draft}
          unsaved={changesOf(draft, base) !== null}
          mayEdit={mayEdit}
          busy={write.busy}
          refused={write.refused}
          onChange={(next) => (setDraft(next), setSaid(''), write.clear())}
          onSave={() => void save()}
          onDiscard={() => (base || all.length === 0 ? open(base) : open(first ?? null))}
          onRemove={() => void remove()}
        />
      ) : null}
    </div>
  )
}
