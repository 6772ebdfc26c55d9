/** Asks a station or headquarters as another program does. */
export type Ask = <T = unknown>(path: string, body?: object) => Promise<T>

/** @returns asks with this key: a POST where there is a body; an answer that is no success is an error */
export function asker(url: string, key: string): Ask {
  return async <T>(path: string, body?: object) => {
    const answer = await fetch(url + path, {
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}
