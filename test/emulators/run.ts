/** `npm run emulator [-- PORT]`: Telegram and Slack on this machine, and a page on which one is somebody on each. PORT is the page's, the two after it the platforms'; 0 takes free ones. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../slack-manifest.json' with { type: 'json' }
import { openPage } from './play/page-server.ts'
import { sampleAgency } from './play/sample-agency.ts'
import { slackStage } from './play/slack-stage.ts'
import { telegramStage } from './play/telegram-stage.ts'
import { openSlackEmulator } from './slack/slack-emulator.ts'
import { openTelegramEmulator } from './telegram/emulator.ts'
import { realLimits } from './telegram/flood.ts'

const port = Number(process.argv[2] ?? 8080)
const next = (by: number) => (port === 0 ? 0 : port + by)
const commands = manifest.features.slash_commands.map(({ command }) => command)
const telegram = await openTelegramEmulator({ port: next(1), flood: realLimits })
const slack = await openSlackEmulator({ port: next(2), commands, triggerMs: 3000 })
const page = await openPage([telegramStage(telegram), slackStage(slack, commands)], port)

// The platforms forget everything when they end, so the bot begins anew with them.
const folder = mkdtempSync(join(tmpdir(), 'capaian-emulator-'))
const document = join(folder, 'kota-coba.json')
const agency = sampleAgency(new Date())
writeFileSync(document, JSON.stringify(agency, null, 2))

process.stdout.write(`Telegram and Slack on this machine, for playing.   (Ctrl-C ends them, and all that was said)

The page, on which you are somebody on each:  ${page.url}

1. In a second terminal:
   export TELEGRAM_BOT_TOKEN=${telegram.token} TELEGRAM_API_ROOT=${telegram.apiRoot}
   export SLACK_BOT_TOKEN=${slack.botToken} SLACK_APP_TOKEN=${slack.appToken} SLACK_API_URL=${slack.apiUrl}
   export DATA_DIR=${join(folder, 'data')} DEMO=off
   npx capaian import ${document} --yes
   npm start
2. In a third terminal, for each whom you want to be (${(agency.people ?? []).map(({ key }) => key).join(', ')}):
   export DATA_DIR=${join(folder, 'data')}
   npx capaian invite ${agency.government.key}/petugas-1
3. On the page, send that code as whomever you like: from then on they are that person. Then try /tugas.
`)

const end = () => {
  page.close()
  void Promise.all([telegram.close(), slack.close()]).then(() => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(0)
  })
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
