/** Who passed, by name: everybody's certificate, or that of one. */
import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Award, CloudUpload, FileDown, Printer } from 'lucide-react'
import type { Certificate } from '../../../src-shared/desk/certificates.ts'
import type { Sitting } from '../../../src-shared/desk.ts'
import { Ask } from '../../ui/ask.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { focusOn, SEARCH_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { StateView } from '../../ui/state-view.tsx'
import { fullDate } from '../../ui/time.ts'
import { matchesPerson } from './matches-person.ts'
import styles from './certificates-form.module.css'

interface CertificatesFormProps {
  passed: readonly Certificate[]
  sitting: Sitting
  /** Who is marked at first. */
  first: string | null
  /** They become a PDF, not paper. */
  pdf: boolean
  onPrint: (certificates: Certificate[]) => void
  onClose: () => void
}

const rowId = (registration: string) => `certificate-${registration}`

export function CertificatesForm({ passed, sitting, first, pdf, onPrint, onClose }: CertificatesFormProps) {
  const { t, locale } = useI18n()
  const [text, setText] = useState('')
  const [mark, setMark] = useState(first)
  const shown = passed.filter((one) => matchesPerson(one, text))
  const marked = shown.find(({ registration }) => registration === mark) ?? null
  const Icon = pdf ? FileDown : Printer
  useEffect(() => {
    if (mark !== null) document.getElementById(rowId(mark))?.scrollIntoView({ block: 'nearest' })
  }, [mark])

  function move(step: 1 | -1): void {
    const from = marked ? shown.indexOf(marked) : step > 0 ? -1 : shown.length
    setMark(shown[Math.max(0, Math.min(shown.length - 1, from + step))]?.registration ?? null)
  }
  useKeys([
    ...(passed.length > 0 ? [{ key: '/', hint: t('clock.key.search'), run: () => focusOn(SEARCH_ID) }, { key: 'ArrowDown', cap: '↑ ↓', hint: t('clock.key.move'), run: () => move(1) }] : []),
    { key: 'ArrowUp', run: () => move(-1) },
    ...(marked ? [{ key: 'Enter', hint: t('print.key.print'), run: () => onPrint([marked]) }] : []),
    ...(shown.length > 0 ? [{ key: 'a', cap: 'A', hint: t('certificate.key.all'), run: () => onPrint(shown) }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])
  function onSearchKey(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape' && pressed.key !== 'ArrowDown') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Escape') setText('')
    else move(1)
    document.getElementById(SEARCH_ID)?.blur()
  }
  return (
    <Ask title={t('print.certificate')} onClose={onClose}>
      {passed.length === 0 ? (
        <StateView icon={Award} title={t('certificate.none')}>
          <p>{t('certificate.none.help')}</p>
        </StateView>
      ) : (
        <div className={styles['form']}>
          <div className={styles['top']}>
            <SearchField label={t('certificate.search')} text={text} onText={setText} onKeyDown={onSearchKey} />
            <p>{t('certificate.passed', { n: passed.length })}</p>
            <Button kind="primary" icon={Icon} keyCap="A" disabled={shown.length === 0} onPress={() => onPrint(shown)}>
              {t(pdf ? 'certificate.save-all' : 'certificate.print-all', { n: shown.length })}
            </Button>
          </div>
          {shown.length === 0 ? <p role="status">{t('certificate.no-match')}</p> : null}
          <ul className={styles['list']} aria-label={t('print.certificate')}>
            {shown.map((one) => (
              <li key={one.registration} id={rowId(one.registration)} className={styles['row']} {...(one === marked ? { 'aria-current': true } : {})}>
                <div className={styles['who']}>
                  <b>
                    <bdi>{one.sort_name}</bdi>
                  </b>
                  <p className={styles['facts']}>
                    <span className={styles['code']}>{one.code}</span>
                    <span>
                      <bdi>{one.exam ?? sitting.title}</bdi>, {fullDate(one.date, sitting.time_zone, locale)}
                    </span>
                    {one.number === null && one.certification === null ? <span>{t('certificate.no-number')}</span> : null}
                    {one.waiting ? (
                      <Chip icon={CloudUpload} tone="wait">
                        {t('sync-state.waiting')}
                      </Chip>
                    ) : null}
                  </p>
                </div>
                <Button icon={Icon} {...(one === marked ? { keyCap: 'Enter' } : {})} label={t('certificate.of', { name: one.name })} onPress={() => (setMark(one.registration), onPrint([one]))}>
                  {t(pdf ? 'certificate.save' : 'certificate.print')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Ask>
  )
}
