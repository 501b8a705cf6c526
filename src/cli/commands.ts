import { alerts } from './alerts.ts'
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { due } from './due.ts'
import { exportYear } from './export.ts'
import { holidays } from './holidays.ts'
import { importFile } from './import.ts'
import { invite } from './invite.ts'
import { migrate } from './migrate.ts'
import { period } from './period.ts'
import { inbox, outbox, replay } from './queues.ts'
import { rooms } from './rooms.ts'
import { schema } from './schema.ts'
import { show } from './show.ts'
import { template } from './template.ts'

/** Every command of `capaian`, in the order in which help lists them. */
export const commands: Command[] = [
  importFile,
  exportYear,
  template,
  schema,
  show,
  invite,
  due,
  period,
  holidays,
  alerts,
  rooms,
  outbox,
  inbox,
  replay,
  doctor,
  migrate,
  demo,
]
