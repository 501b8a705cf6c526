import type { Command } from './command.ts'
import { migrate } from './migrate.ts'
import { show } from './show.ts'

/** Every command of `capaian`, in the order in which help lists them. */
export const commands: Command[] = [migrate, show]
