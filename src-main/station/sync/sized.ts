/** Sizes of requests that follow the line: smaller after a failure, so that a slow line gets something through. */

/** Runs a request and says by which factor the next one changes in size. */
export async function sized<T>(resizeBy: (factor: number) => void, run: () => Promise<T>): Promise<T> {
  try {
    const answer = await run()
    resizeBy(2)
    return answer
  } catch (error) {
    resizeBy(1 / 4)
    throw error
  }
}

export function resize(size: number, factor: number, max: number): number {
  return Math.max(1, Math.min(max, Math.floor(size * factor)))
}
