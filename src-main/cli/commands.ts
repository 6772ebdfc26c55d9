/** The registry: a new command is its own file and a line here. */
import { backupCommand } from './backup.ts'
import { demoCommand } from './demo.ts'
import { hqCommand } from './hq.ts'
import { hubCode, hubDevices, hubRevoke } from './hub.ts'
import { importCommand } from './import.ts'
import { keysAdd, keysList, keysRevoke, keysRotate } from './keys.ts'
import type { CliCommand } from './options.ts'
import { pairCommand } from './pair.ts'
import { rescueLoad, rescueSave } from './rescue.ts'
import { restoreCommand } from './restore.ts'
import { restoredCommand } from './restored.ts'
import { stationCommand } from './station.ts'
import { syncLogCommand } from './sync-log.ts'
import { unpairCommand } from './unpair.ts'
import { usersAdd, usersList, usersRemove } from './users.ts'
import { verifyCommand } from './verify.ts'

export const COMMANDS: readonly CliCommand[] = [
  stationCommand, hqCommand,
  hubCode, hubDevices, hubRevoke, pairCommand, unpairCommand,
  keysAdd, keysList, keysRevoke, keysRotate,
  usersAdd, usersList, usersRemove,
  importCommand, demoCommand,
  syncLogCommand, rescueSave, rescueLoad,
  backupCommand, restoreCommand, restoredCommand, verifyCommand,
]
