/** Reading the server is many small requests. Each is a task; what fails stays at the head and is tried again, so that no round starts over. */

/** One request and what it leads to. */
export type Task = () => Promise<readonly Task[] | void>

export interface TaskQueue {
  isEmpty(): boolean
  add(...tasks: Task[]): void
  /** Runs at most so many. @throws what a task throws */
  run(most: number): Promise<void>
}

export function makeTaskQueue(): TaskQueue {
  const tasks: Task[] = []
  return {
    isEmpty: () => tasks.length === 0,
    add: (...more) => void tasks.push(...more),
    async run(most) {
      for (let done = 0; done < most; done++) {
        const [task] = tasks
        if (!task) return
        const next = await task()
        // What it leads to comes before what was planned after it.
        tasks.splice(0, 1, ...(next ?? []))
      }
    },
  }
}
