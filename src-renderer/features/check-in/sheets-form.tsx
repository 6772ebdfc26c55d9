/** How many sheets, or which: Enter gives the usual number, a scan adds a printed sheet. */
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { X } from 'lucide-react'
import type { Scan } from '../../../src-shared/desk.ts'
import { scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import { Button } from '../../ui/button.tsx'
import { focusOn, PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { ToldLine } from '../../ui/told-line.tsx'
import { isCount, readSheets } from './sheets-input.ts'
import type { SheetsRun } from './use-sheets.ts'
import place from './place-card.module.css'
import styles from './sheets-card.module.css'

const input_characters_max = 4_000

export function SheetsForm({ run, usual, onClose }: { run: SheetsRun; usual: number; onClose: () => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(String(usual))
  const [scanned, setScanned] = useState<string[]>([])
  const [wrong, setWrong] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const { clear } = run
  useEffect(() => {
    clear()
    input.current?.focus()
    input.current?.select()
  }, [clear])

  // Whatever is neither a candidate nor a sitting is a sheet that is to be given.
  useScanTarget((code: string, found: Scan) => {
    if (found.registration || found.event) return false
    const sheet = code.trim().toUpperCase()
    clear()
    setWrong(scanned.includes(sheet) ? t('sheets.twice', { code: sheet }) : null)
    // Two may be known at once, before this is drawn again.
    setScanned((known) => (known.includes(sheet) ? known : [...known, sheet]))
    setText((typed) => (isCount(typed) ? '' : typed))
    input.current?.focus()
    return true
  })

  const asked = readSheets(text, scanned)

  function close(): void {
    // Something else was opened while this was sent: the focus is there.
    if (input.current === null) return
    onClose()
    focusOn(PERSON_ID)
  }
  async function send(): Promise<void> {
    if ('wrong' in asked) {
      if (asked.wrong === 'empty') return close()
      return setWrong(asked.wrong === 'twice' ? t('sheets.twice', { code: asked.code }) : t('sheets.too-many', { n: scrap_sheets_issue_max }))
    }
    setWrong(null)
    if (await run.give(asked)) close()
    else input.current?.select()
  }
  function onKeyDown(pressed: KeyboardEvent): void {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (pressed.key === 'Enter') void send()
    else close()
  }
  useKeys([
    { key: 'Enter', hint: t('sheets.key.give'), in_text: true, shown_only: true, run: () => undefined },
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, shown_only: true, run: () => undefined },
  ])

  return (
    <div className={styles['form']}>
      {scanned.length > 0 ? (
        <ul className={styles['sheets']} aria-live="polite">
          {scanned.map((code) => (
            <li key={code}>
              {code}
              <button type="button" aria-label={t('sheets.drop', { code })} onClick={() => setScanned(scanned.filter((one) => one !== code))}>
                <X aria-hidden size={18} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <label className={styles['label']} htmlFor="sheets-input">
        {t('sheets.input')}
      </label>
      <div className={place['form']}>
        <input
          ref={input}
          id="sheets-input"
          className={`${place['input']} ${styles['input']}`}
          value={text}
          onChange={(change) => (setText(change.target.value), setWrong(null))}
          onKeyDown={onKeyDown}
          aria-invalid={wrong !== null || run.refused !== null}
          aria-describedby="sheets-help sheets-wrong sheets-refused"
          autoComplete="off"
          spellCheck={false}
          maxLength={input_characters_max}
        />
        <span className={place['acts']}>
          <Button kind="primary" keyCap="Enter" onPress={() => void send()} disabled={run.busy}>
            {t('sheets.send')}
          </Button>
          <Button kind="plain" keyCap="Esc" onPress={close}>
            {t('common.leave-it')}
          </Button>
        </span>
      </div>
      <p className={place['note']} id="sheets-help">
        {'wrong' in asked ? t('sheets.help.scan') : t('sheets.help', { n: 'Count' in asked ? asked.Count : asked.SheetCodes.length })}
      </p>
      <ToldLine kind="refused" id="sheets-wrong" text={wrong} />
    </div>
  )
}
