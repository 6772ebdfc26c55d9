/** What a part measured, and how it is shown. */

export interface Figure {
  /** What was measured, in words a reader of the closing note understands. */
  name: string
  /** Hallpass. */
  value: number
  /** What it is compared with, measured in the same run. */
  against?: { name: string; value: number }
  unit: string
  /** value / against, the median over the pairs where there are several. */
  ratio?: number
  /** The budget of design.md section 10, as a sentence; shown, never asserted. */
  budget?: string
}

export interface BenchContext {
  quick: boolean
  /** One line of progress, on standard error. */
  say: (line: string) => void
  /** Runs when the part is over, also after an error; last registered first. */
  onEnd: (undo: () => unknown) => void
}

export interface Part {
  name: string
  summary: string
  run: (context: BenchContext) => Promise<Figure[]>
}

/** A part that cannot run here says why in one sentence. */
export class PartUnavailable extends Error {}

/** The value below which a share (0 to 1) of the sorted samples lies. */
export function percentile(samples: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(samples).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function median(samples: Iterable<number>): number {
  return percentile(samples, 0.5)
}

/** Measures A and B by turns, so that a busy machine slows both: the pairs, in order. */
export async function alternate<T>(pairs: number, a: () => Promise<T>, b: () => Promise<T>): Promise<[T, T][]> {
  const measured: [T, T][] = []
  for (let pair = 0; pair < pairs; pair++) {
    // Every other pair begins with B: neither always runs in the other's wake.
    const first = pair % 2 === 0 ? await a() : await b()
    const second = pair % 2 === 0 ? await b() : await a()
    measured.push(pair % 2 === 0 ? [first, second] : [second, first])
  }
  return measured
}

/** One line of the comparison of two, from its pairs. */
export function compared(name: string, unit: string, against: string, pairs: readonly (readonly [number, number])[], budget?: string): Figure {
  return {
    name, unit, budget,
    value: median(pairs.map(([value]) => value)),
    against: { name: against, value: median(pairs.map(([, value]) => value)) },
    ratio: median(pairs.map(([value, other]) => value / other)),
  }
}

/** Milliseconds that something took. */
export async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

/** Three significant digits, or all of a whole number. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

/** The figures as a table with aligned columns. */
export function table(parts: readonly { part: string; figures: readonly Figure[] }[]): string {
  const head = ['part', 'measured', 'Hallpass', 'against', 'ratio', 'budget']
  const rows = parts.flatMap(({ part, figures }) =>
    figures.map((figure) => [
      part, figure.name, `${shown(figure.value)} ${figure.unit}`,
      figure.against ? `${shown(figure.against.value)} ${figure.unit} (${figure.against.name})` : '',
      figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
      figure.budget ?? '',
    ]),
  )
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
