/**
 * Loaded before a program that `npm start` started: ends it as a signal would once `npm start` is gone, also where that was killed.
 * Its end of the standard input is closed then by the operating system.
 */
process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM')).once('error', () => undefined).resume()
// It keeps nothing alive by itself. A pipe has it; a file would not.
if ('unref' in process.stdin) process.stdin.unref()
