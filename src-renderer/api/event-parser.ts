/** Server-sent events out of a text stream: only `data` matters to the window. Pure apart from its buffer. */

/** Feeds text in any pieces, calls back with the data of each complete event. */
export function createEventParser(onData: (data: string) => void): (text: string) => void {
  let buffer = ''
  let data: string[] = []
  return (text) => {
    buffer += text
    const lines = buffer.split(/\r\n|\n|\r(?!$)/)
    buffer = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) onData(data.join('\n'))
        data = []
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line.startsWith('data: ') ? 6 : 5))
      }
    }
  }
}
