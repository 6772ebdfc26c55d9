/** Commands about the same thing wait for one another instead of deciding in vain. Guards protect against other processes. */
const lanes = new Map<string, Promise<unknown>>()

/** Runs `work` after everything that is already in the lane. */
export function inLane<T>(lane: string, work: () => Promise<T>): Promise<T> {
  return inLanes([lane], work)
}

/** Runs `work` after everything that is already in any of the lanes. All of them are entered at once, so nobody waits in a circle. */
export function inLanes<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
  const before = names.flatMap((name) => lanes.get(name) ?? [])
  const mine = before.length === 0 ? work() : Promise.allSettled(before).then(work)
  for (const name of names) lanes.set(name, mine)
  const leave = () => {
    for (const name of names) if (lanes.get(name) === mine) lanes.delete(name)
  }
  mine.then(leave, leave)
  return mine
}
