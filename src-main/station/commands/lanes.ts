/** Commands about the same thing wait for one another instead of deciding in vain. Guards protect against other processes. */
const lanes = new Map<string, Promise<unknown>>()

/** Runs `work` after everything that is already in the lane. */
export function inLane<T>(lane: string, work: () => Promise<T>): Promise<T> {
  const before = lanes.get(lane)
  const mine = before ? before.then(work, work) : work()
  lanes.set(lane, mine)
  const leave = () => {
    if (lanes.get(lane) === mine) lanes.delete(lane)
  }
  mine.then(leave, leave)
  return mine
}
