/** A code as Code 128, which any wedge scanner reads. Drawn as shapes, so that it is sharp on paper. */
import JsBarcode from 'jsbarcode'

/** The quiet zone on both sides that a scanner needs, in modules. */
const quiet_modules = 10

interface Encoded {
  encodings?: { data: string }[]
}

export function Barcode({ code }: { code: string }) {
  const bars = barsOf(code)
  const width = bars.length + 2 * quiet_modules
  return (
    <svg className="barcode" viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" shapeRendering="crispEdges" aria-hidden>
      {runsOf(bars).map(([at, long]) => (
        <rect key={at} x={at + quiet_modules} y={0} width={long} height={20} />
      ))}
    </svg>
  )
}

/** One character a module: 1 is a bar. Empty for a code that Code 128 has no signs for. */
function barsOf(code: string): string {
  const drawn: Encoded = {}
  JsBarcode(drawn, code, { format: 'CODE128', valid: () => undefined })
  return (drawn.encodings ?? []).map(({ data }) => data).join('')
}

/** Where each bar begins, and how many modules wide it is. */
export function runsOf(bars: string): [at: number, long: number][] {
  return [...bars.matchAll(/1+/g)].map((run) => [run.index, run[0].length])
}
