/** Everything by name: Ctrl K, a few letters, Enter. */
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField, Text, useFilter } from 'react-aria-components'
import { Search } from 'lucide-react'
import type { Sitting } from '../../src-shared/desk.ts'
import { sendNow } from '../api/desk-api.ts'
import { useI18n } from '../ui/i18n.ts'
import type { Translate } from '../ui/i18n.ts'
import { useSuspendedKeys } from '../ui/key-store.ts'
import { usePreferences } from '../ui/preferences.ts'
import type { Locale } from '../ui/preferences.ts'
import { clockTime, shortDay } from '../ui/time.ts'
import { leaveDesk } from './leave-desk.ts'
import { go, PLACES } from './route-store.ts'
import styles from './palette.module.css'

interface Entry {
  id: string
  name: string
  note: string
  run: () => void
}

function entriesOf(sittings: Sitting[], t: Translate, locale: Locale): Entry[] {
  return [
    ...PLACES.map((place) => ({ id: `go-${place}`, name: t('palette.go', { place: t(`place.${place}`) }), note: t('palette.place'), run: () => go({ place }) })),
    ...sittings.map(({ id, title, start, time_zone }) => ({
      id: `sitting-${id}`,
      name: title,
      note: `${shortDay(start, time_zone, locale)} ${clockTime(start, time_zone, locale)}`,
      run: () => go({ place: 'roster', event: id, registration: null }),
    })),
    { id: 'everyone', name: t('heading.everyone'), note: t('palette.place'), run: () => go({ place: 'roster', event: null, registration: null }) },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({ id: `theme-${theme}`, name: t(`palette.theme.${theme}`), note: t('site.theme'), run: () => usePreferences.setState({ theme }) })),
    { id: 'send', name: t('sync.send-now'), note: t('place.sync'), run: () => void sendNow().catch(() => undefined) },
    { id: 'switch', name: t('person-menu.switch'), note: '', run: () => leaveDesk('switch') },
    { id: 'out', name: t('person-menu.sign-out'), note: '', run: () => leaveDesk('out') },
  ]
}

interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  sittings: Sitting[]
}

export function Palette({ open, onOpenChange, sittings }: PaletteProps) {
  useSuspendedKeys(open)
  return (
    <ModalOverlay className={styles['veil'] ?? ''} isOpen={open} onOpenChange={onOpenChange} isDismissable>
      <Modal className={styles['modal'] ?? ''}>
        <Everything onOpenChange={onOpenChange} sittings={sittings} />
      </Modal>
    </ModalOverlay>
  )
}

/** Put together only once it is open. */
function Everything({ onOpenChange, sittings }: Omit<PaletteProps, 'open'>) {
  const { t, locale } = useI18n()
  const { contains } = useFilter({ sensitivity: 'base' })
  const entries = entriesOf(sittings, t, locale)
  return (
    <Dialog className={styles['dialog'] ?? ''} aria-label={t('palette.title')}>
      <Autocomplete filter={contains}>
        <SearchField className={styles['field'] ?? ''} aria-label={t('palette.title')} autoFocus>
          <Search aria-hidden size={22} />
          <Input className={styles['input'] ?? ''} placeholder={t('palette.title')} />
        </SearchField>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard, and the entries never take the focus */}
        <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('palette.list')}>
          <Menu
            className={styles['menu'] ?? ''}
            aria-label={t('palette.title')}
            items={entries}
            renderEmptyState={() => <p className={styles['none']}>{t('palette.none')}</p>}
            onAction={(id) => {
              onOpenChange(false)
              entries.find((entry) => entry.id === id)?.run()
            }}
          >
            {(entry) => (
              <MenuItem id={entry.id} textValue={`${entry.name} ${entry.note}`} className={styles['item'] ?? ''}>
                <Text slot="label">{entry.name}</Text>
                {entry.note ? <span className={styles['note']}>{entry.note}</span> : null}
              </MenuItem>
            )}
          </Menu>
        </div>
      </Autocomplete>
    </Dialog>
  )
}
