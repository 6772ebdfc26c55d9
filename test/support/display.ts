import { spawn } from 'node:child_process'

let started: Promise<string> | undefined

/** A display for windows: the one there is, else a virtual one that lives as long as this process. */
export function display(): Promise<string> {
  started ??= process.platform !== 'linux' ? Promise.resolve('') : process.env.DISPLAY ? Promise.resolve(process.env.DISPLAY) : virtualDisplay()
  return started
}

async function virtualDisplay(): Promise<string> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => server.kill())
  const pipe = server.stdio[3] as NodeJS.ReadableStream
  const number = await new Promise<string>((found, failed) => {
    let text = ''
    server.once('error', failed).once('exit', (code) => failed(new Error(`Xvfb stopped with ${code}`)))
    pipe.on('data', (part: Buffer) => {
      text += part.toString()
      if (text.includes('\n')) found(text.trim())
    })
  })
  server.unref()
  ;(pipe as unknown as { unref(): void }).unref()
  return `:${number}`
}
