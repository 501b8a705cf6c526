import type { Command } from './command.ts'

/** Where each command stands. Only the one that is asked for is loaded: all of them together are most of the program. */
const places: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import.ts')).importFile,
  export: async () => (await import('./export.ts')).exportYear,
  template: async () => (await import('./template.ts')).template,
  schema: async () => (await import('./schema.ts')).schema,
  show: async () => (await import('./show.ts')).show,
  invite: async () => (await import('./invite.ts')).invite,
  due: async () => (await import('./due.ts')).due,
  period: async () => (await import('./period.ts')).period,
  holidays: async () => (await import('./holidays.ts')).holidays,
  alerts: async () => (await import('./alerts.ts')).alerts,
  rooms: async () => (await import('./rooms.ts')).rooms,
  outbox: async () => (await import('./queues.ts')).outbox,
  inbox: async () => (await import('./queues.ts')).inbox,
  replay: async () => (await import('./queues.ts')).replay,
  doctor: async () => (await import('./doctor.ts')).doctor,
  migrate: async () => (await import('./migrate.ts')).migrate,
  demo: async () => (await import('./demo.ts')).demo,
}

/** The command of a name; undefined where there is none. */
export const loadCommand = async (name: string): Promise<Command | undefined> =>
  Object.hasOwn(places, name) ? places[name]?.() : undefined

/** Every command, in the order in which help lists them. */
export const loadCommands = (): Promise<Command[]> => Promise.all(Object.values(places).map((load) => load()))
