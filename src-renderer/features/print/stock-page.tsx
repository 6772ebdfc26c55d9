/** Numbered sheets, so many a page: the code, its bars, the name and the sitting; the rest is for writing. */
import type { PrintedSheet } from '../../../src-shared/commands/printed-sheets.ts'
import type { Sitting } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { PrintSheet } from '../../ui/print-sheet.tsx'
import { clockTime, dayName } from '../../ui/time.ts'
import { Barcode } from './barcode.tsx'

interface StockPageProps {
  sheets: readonly PrintedSheet[]
  /** Candidates' codes by registration. */
  codes: ReadonlyMap<string, string>
  perPage: number
  sitting: Sitting
  site: string
}

export function StockPage({ sheets, codes, perPage, sitting, site }: StockPageProps) {
  const { t, locale } = useI18n()
  const when = `${dayName(sitting.start, sitting.time_zone, locale)}, ${clockTime(sitting.start, sitting.time_zone, locale)}`
  const pages = Array.from({ length: Math.ceil(sheets.length / perPage) }, (_, page) => sheets.slice(page * perPage, (page + 1) * perPage))
  return (
    <PrintSheet>
      {pages.map((onPage) => (
        <div key={onPage[0]?.SheetCode} className="stock-page" data-per-page={perPage}>
          {onPage.map(({ SheetCode, RegistrationIdentifier, LearnerName }) => (
            <section key={SheetCode} className="stock-sheet">
              <header>
                <div>
                  <p className="stock-name">
                    <bdi>{LearnerName ?? t('stock.nobody')}</bdi>
                    {RegistrationIdentifier === null ? '' : ` · ${codes.get(RegistrationIdentifier) ?? ''}`}
                  </p>
                  <p>
                    {site} · {sitting.title} · {when}
                  </p>
                </div>
                <div className="stock-code">
                  <Barcode code={SheetCode} />
                  <p>{SheetCode}</p>
                </div>
              </header>
              <footer>{t('stock.collect')}</footer>
            </section>
          ))}
        </div>
      ))}
    </PrintSheet>
  )
}
