/** The line of arrivals as SVG paths, in steps: nobody comes in by halves. Pure. */

interface Frame {
  /** Milliseconds since 1970 at both ends. */
  from: number
  to: number
  /** What the top means. */
  most: number
  width: number
  height: number
}

export interface Paths {
  line: string
  area: string
}

/** @param points oldest first */
export function arrivalsPath(points: readonly { at: string; in: number }[], { from, to, most, width, height }: Frame): Paths {
  const [first] = points
  const x = (at: string) => round(((Date.parse(at) - from) / (to - from)) * width)
  const y = (n: number) => round(height - (Math.min(n, most) / Math.max(1, most)) * (height - 1))
  if (!first) return { line: '', area: '' }
  const steps = points.slice(1).map((point) => `H${x(point.at)}V${y(point.in)}`).join('')
  const line = `M${x(first.at)} ${y(first.in)}${steps}`
  return { line, area: `${line}V${height}H${x(first.at)}Z` }
}

function round(units: number): number {
  return Math.round(units * 10) / 10
}
