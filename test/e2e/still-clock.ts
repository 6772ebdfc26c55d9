/** Loaded before a station: its clock stands at HALLPASS_STILL_AT, so that what it shows is the same on every day. Timers run. */
const still = Date.parse(process.env['HALLPASS_STILL_AT'] ?? '')
if (Number.isNaN(still)) throw new Error('HALLPASS_STILL_AT is not an instant')

const Running = globalThis.Date

globalThis.Date = new Proxy(Running, {
  construct: (target, given: unknown[], self) => Reflect.construct(target, given.length === 0 ? [still] : given, self) as Date,
  apply: () => new Running(still).toString(),
  get: (target, name, self) => (name === 'now' ? () => still : (Reflect.get(target, name, self) as unknown)),
})
