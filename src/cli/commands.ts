import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { due } from './due.ts'
import { exportYear } from './export.ts'
import { holidays } from './holidays.ts'
import { importFile } from './import.ts'
import { migrate } from './migrate.ts'
import { period } from './period.ts'
import { schema } from './schema.ts'
import { show } from './show.ts'
import { template } from './template.ts'

/** Every command of `capaian`, in the order in which help lists them. */
export const commands: Command[] = [importFile, exportYear, template, schema, show, due, period, holidays, doctor, migrate, demo]
