/** The file: chosen, or dropped here. */
import { useEffect, useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { FileSpreadsheet } from 'lucide-react'
import { roster_file_bytes_max } from '../../../src-shared/limits.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { openTable } from './open-table.ts'
import { UnreadableTable } from './table.ts'
import type { Table } from './table.ts'
import styles from './import.module.css'

const mebibyte = 1_048_576

export function ChooseFile({ onTable, onLeave }: { onTable: (table: Table) => void; onLeave: () => void }) {
  const { t } = useI18n()
  const picker = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [reading, setReading] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  useEffect(() => box.current?.focus(), [])

  async function open(file: File | null | undefined): Promise<void> {
    if (!file || reading !== null) return
    setReading(file.name)
    setFailed(null)
    try {
      onTable(await openTable(file))
    } catch (error) {
      const known = error instanceof UnreadableTable ? error : new UnreadableTable('not-a-table')
      setFailed(t(`import.unreadable.${known.problem}`, { name: file.name, row: known.row ?? 0, n: roster_file_bytes_max / mebibyte }))
    } finally {
      setReading(null)
    }
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    void open(event.dataTransfer.files[0])
  }
  useKeys([
    { key: 'o', cap: 'O', hint: t('import.choose'), run: () => picker.current?.click() },
    { key: 'Escape', cap: 'Esc', hint: t('import.leave'), run: onLeave },
  ])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a file can be dropped here; the button does the same
    <div ref={box} tabIndex={-1} className={`${styles['drop']} ${over ? styles['over'] : ''}`} role="group" aria-label={t('import.title')} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <FileSpreadsheet aria-hidden size={48} strokeWidth={1.5} />
      <h2>{t('import.drop')}</h2>
      <p>{t('import.kinds')}</p>
      <Button kind="primary" size="large" icon={FileSpreadsheet} keyCap="O" disabled={reading !== null} onPress={() => picker.current?.click()}>
        {t('import.choose')}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-label={t('import.choose')}
        className="unseen"
        tabIndex={-1}
        onChange={({ target }) => {
          void open(target.files?.[0])
          // The same file, put right, can be chosen again.
          target.value = ''
        }}
      />
      <p role="status">{reading === null ? '' : t('import.reading', { name: reading })}</p>
      {failed ? (
        <p role="alert" className={styles['wrong']}>
          {failed}
        </p>
      ) : null}
    </div>
  )
}
