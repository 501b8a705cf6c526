import commonId from '../../locales/id/common.json' with { type: 'json' }
import unitsId from '../../locales/id/units.json' with { type: 'json' }
import reasonId from '../../locales/id/reason.json' with { type: 'json' }
import calendarId from '../../locales/id/calendar.json' with { type: 'json' }
import talkId from '../../locales/id/talk.json' with { type: 'json' }
import reportId from '../../locales/id/report.json' with { type: 'json' }
import tasksId from '../../locales/id/tasks.json' with { type: 'json' }
import askId from '../../locales/id/ask.json' with { type: 'json' }
import verifyId from '../../locales/id/verify.json' with { type: 'json' }
import settingsId from '../../locales/id/settings.json' with { type: 'json' }
import localId from '../../locales/id/local.json' with { type: 'json' }
import slackId from '../../locales/id/slack.json' with { type: 'json' }
import inviteId from '../../locales/id/invite.json' with { type: 'json' }
import operateId from '../../locales/id/operate.json' with { type: 'json' }
import strangerId from '../../locales/id/stranger.json' with { type: 'json' }
import auditId from '../../locales/id/audit.json' with { type: 'json' }
import documentId from '../../locales/id/document.json' with { type: 'json' }
import workbookId from '../../locales/id/workbook.json' with { type: 'json' }
import alertId from '../../locales/id/alert.json' with { type: 'json' }
import remindId from '../../locales/id/remind.json' with { type: 'json' }
import roomId from '../../locales/id/room.json' with { type: 'json' }
import rulesId from '../../locales/id/rules.json' with { type: 'json' }
import digestId from '../../locales/id/digest.json' with { type: 'json' }
import pictureId from '../../locales/id/picture.json' with { type: 'json' }
import telegramId from '../../locales/id/telegram.json' with { type: 'json' }
import commonEn from '../../locales/en/common.json' with { type: 'json' }
import unitsEn from '../../locales/en/units.json' with { type: 'json' }
import reasonEn from '../../locales/en/reason.json' with { type: 'json' }
import calendarEn from '../../locales/en/calendar.json' with { type: 'json' }
import talkEn from '../../locales/en/talk.json' with { type: 'json' }
import reportEn from '../../locales/en/report.json' with { type: 'json' }
import tasksEn from '../../locales/en/tasks.json' with { type: 'json' }
import askEn from '../../locales/en/ask.json' with { type: 'json' }
import verifyEn from '../../locales/en/verify.json' with { type: 'json' }
import settingsEn from '../../locales/en/settings.json' with { type: 'json' }
import localEn from '../../locales/en/local.json' with { type: 'json' }
import slackEn from '../../locales/en/slack.json' with { type: 'json' }
import inviteEn from '../../locales/en/invite.json' with { type: 'json' }
import operateEn from '../../locales/en/operate.json' with { type: 'json' }
import strangerEn from '../../locales/en/stranger.json' with { type: 'json' }
import auditEn from '../../locales/en/audit.json' with { type: 'json' }
import documentEn from '../../locales/en/document.json' with { type: 'json' }
import workbookEn from '../../locales/en/workbook.json' with { type: 'json' }
import alertEn from '../../locales/en/alert.json' with { type: 'json' }
import remindEn from '../../locales/en/remind.json' with { type: 'json' }
import roomEn from '../../locales/en/room.json' with { type: 'json' }
import rulesEn from '../../locales/en/rules.json' with { type: 'json' }
import digestEn from '../../locales/en/digest.json' with { type: 'json' }
import pictureEn from '../../locales/en/picture.json' with { type: 'json' }
import telegramEn from '../../locales/en/telegram.json' with { type: 'json' }

/** Every text for people, by namespace. A new namespace is a file in both folders of locales/ and a line in both lists here. */
const indonesian = {
  common: commonId,
  units: unitsId,
  reason: reasonId,
  calendar: calendarId,
  talk: talkId,
  report: reportId,
  tasks: tasksId,
  ask: askId,
  verify: verifyId,
  settings: settingsId,
  local: localId,
  slack: slackId,
  stranger: strangerId,
  invite: inviteId,
  operate: operateId,
  audit: auditId,
  document: documentId,
  workbook: workbookId,
  alert: alertId,
  room: roomId,
  rules: rulesId,
  digest: digestId,
  picture: pictureId,
  remind: remindId,
  telegram: telegramId,
}
const english = {
  common: commonEn,
  units: unitsEn,
  reason: reasonEn,
  calendar: calendarEn,
  talk: talkEn,
  report: reportEn,
  tasks: tasksEn,
  ask: askEn,
  verify: verifyEn,
  settings: settingsEn,
  local: localEn,
  slack: slackEn,
  stranger: strangerEn,
  invite: inviteEn,
  operate: operateEn,
  audit: auditEn,
  document: documentEn,
  workbook: workbookEn,
  alert: alertEn,
  room: roomEn,
  rules: rulesEn,
  digest: digestEn,
  picture: pictureEn,
  remind: remindEn,
  telegram: telegramEn,
}
export const catalogue = { id: indonesian, en: english } as const

export const locales = ['id', 'en'] as const
export type Locale = (typeof locales)[number]

/** `n-indicators_one` and `n-indicators_other` are one key with two plural forms. */
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key
type KeysOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? WithoutPlural<Key> : `${Key}.${KeysOf<Tree[Key]>}`
}[keyof Tree & string]

/** A key that both locales have, such as `report.ask-value`: any other does not compile. */
export type TextKey = KeysOf<typeof indonesian> & KeysOf<typeof english>

type PluralsOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? Key extends `${infer Stem}_other`
      ? Stem
      : never
    : `${Key}.${PluralsOf<Tree[Key]>}`
}[keyof Tree & string]

/** A key with plural forms: it has no text without a count. */
export type PluralKey = PluralsOf<typeof english>
