import type { Locale, Texts } from '../../text/texts.ts'

/** The commands of a menu, in its order: all in a private chat; in a room what is asked there. The English menu has the English names. */
const privateMenu = {
  lapor: 'report',
  tugas: 'tasks',
  capaian: 'achievement',
  target: 'targets',
  verifikasi: 'verify',
  ringkasan: 'digest',
  siapa: 'late',
  ingatkan: 'nudge',
  tunda: 'snooze',
  cuti: 'absence',
  aturan: 'rules',
  bahasa: 'language',
  bantuan: 'help',
  batal: 'cancel',
} as const
const groupMenu = {
  capaian: 'achievement',
  target: 'targets',
  lapor: 'report',
  ringkasan: 'digest',
  daftar: 'register',
  langganan: 'subscribe',
  bantuan: 'help',
} as const

type CommandName = keyof typeof privateMenu | keyof typeof groupMenu
const english: Readonly<Record<CommandName, string>> = { ...privateMenu, ...groupMenu }
type Menu = {
  scope: { type: 'all_private_chats' | 'all_group_chats' }
  language_code?: Locale
  commands: { command: string; description: string }[]
}

/** The menus that the bot offers: for each kind of chat, in Indonesian for whoever's phone speaks anything but English. */
export const menusOf = (texts: Record<Locale, Texts>): Menu[] => {
  const menu = (names: readonly CommandName[], locale: Locale) =>
    names.map((name) => ({
      command: locale === 'en' ? english[name] : name,
      description: texts[locale].plain(`telegram.command.${name}`),
    }))
  const kinds = [
    { scope: { type: 'all_private_chats' } as const, names: Object.keys(privateMenu) as CommandName[] },
    { scope: { type: 'all_group_chats' } as const, names: Object.keys(groupMenu) as CommandName[] },
  ]
  return kinds.flatMap(({ scope, names }) => [
    { scope, commands: menu(names, 'id') },
    { scope, language_code: 'en' as const, commands: menu(names, 'en') },
  ])
}
