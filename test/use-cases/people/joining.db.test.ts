import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noteBotName } from '../../../src/store/people/bot-name.ts'
import { createFileStore } from '../../../src/store/reports/file-store.ts'
import { appoint, connect, openSpokenHouse } from '../../delivery/spoken-house.ts'
import type { SpokenHouse } from '../../delivery/spoken-house.ts'
import { openDemoDatabase } from '../../transcripts/play/demo-database.ts'
import type { DemoDatabase } from '../../transcripts/play/demo-database.ts'

let demo: DemoDatabase
let folder: string
let spoken: SpokenHouse
const admin = '100'
const officer = 'setda-kepala-bagian-hukum'
beforeAll(async () => {
  demo = await openDemoDatabase()
  folder = await mkdtemp(join(tmpdir(), 'capaian-joining-'))
})
beforeEach(async () => {
  await demo.reset()
  await appoint(demo.db, 'setda-verifikator', 'admin', 'SETDA')
  await connect(demo.db, 'setda-verifikator', admin)
  spoken = await openSpokenHouse(demo.db, createFileStore(demo.db, folder))
})
afterEach(() => spoken.house.stop())
afterAll(async () => {
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

const codeIn = (texts: string[]): string => {
  const code = /obrolan pribadi dengan bot ini: ([0-9A-Z]{12})$/m.exec(texts.join('\n'))?.[1]
  if (code === undefined) throw new Error(`no code in ${texts.join('\n')}`)
  return code
}
const invited = async (name = 'Kepala Bagian Hukum'): Promise<string> => codeIn(await spoken.tell(admin, `/undang ${name}`))
const versions = async (): Promise<number> => (await demo.db.sql('select id from report_version')).length
const accountsOf = (key: string) =>
  demo.db.sql<{ platform: string; ended: boolean }>(
    `select i.platform_id as platform, i.ended_at is not null as ended from identity i join person p on p.id = i.person_id
     where p.key = $1 and i.channel = 'telegram' order by i.id`,
    [key],
  )

describe('an invitation', () => {
  test('is made by an admin by name, kept as a hash, and lets the account in that opens it', async () => {
    const code = await invited('kepala bag hukum')
    const [kept] = await demo.db.sql<{ hash: string }>('select code_hash as hash from invitation')
    expect(kept?.hash).toMatch(/^[0-9a-f]{64}$/)
    const said = (await spoken.tell('200', `/start ${code}`)).join('\n')
    expect(said).toContain('Kepala Bagian Hukum')
    expect(said).toContain('Di sini Anda: penanggung jawab.')
    expect(said).toMatch(/Yang menunggu Anda sekarang: \d+ laporan TW III 2024, paling lambat/)
    expect(await accountsOf(officer)).toEqual([{ platform: '200', ended: false }])
    expect((await spoken.tell('200', '/tugas')).join()).toContain('TW III 2024')
    const audit = await demo.db.sql<{ what: string }>(
      `select what from audit where what like 'person-%' or what like 'account-%' order by id`,
    )
    expect(audit.map(({ what }) => what)).toEqual(['person-invited', 'account-joined'])
  })
  test('has a link once the bot’s name is known', async () => {
    await noteBotName(demo.db, 'capaian_bot')
    const said = await spoken.tell(admin, '/undang Kepala Bagian Hukum')
    expect(said.join()).toContain(`https://t.me/capaian_bot?start=${codeIn(said)}`)
  })
  test('is sent alone, without a command that one platform knows and another refuses; in small letters too', async () => {
    const said = await spoken.tell(admin, '/undang Kepala Bagian Hukum')
    expect(said.join()).not.toContain('/start')
    const code = codeIn(said)
    expect((await spoken.tell('200', code.toLowerCase())).join()).toContain('Di sini Anda')
  })
  test('is good once', async () => {
    const code = await invited()
    await spoken.tell('200', `/start ${code}`)
    expect(await spoken.tell('201', `/start ${code}`)).toEqual([expect.stringContaining('Kode undangan itu tidak berlaku')])
    expect(await accountsOf(officer)).toHaveLength(1)
  })
  test('ends after seven days', async () => {
    const code = await invited()
    await spoken.house.moveTo(new Date('2024-10-11T01:00:01Z'))
    expect((await spoken.tell('200', `/start ${code}`)).join()).toContain('tidak berlaku')
  })
  test('is void when a newer one is made', async () => {
    const [first, second] = [await invited(), await invited()]
    expect((await spoken.tell('200', `/start ${first}`)).join()).toContain('tidak berlaku')
    expect((await spoken.tell('200', `/start ${second}`)).join()).toContain('Di sini Anda')
  })
  test('opened by an account that is somebody’s already changes nothing, and stays good', async () => {
    const code = await invited()
    expect((await spoken.tell(admin, `/start ${code}`)).join()).toContain('sudah terdaftar sebagai Verifikator SETDA')
    expect((await spoken.tell('200', `/start ${code}`)).join()).toContain('Di sini Anda')
  })
  test('is not made in a room, where everybody would read it', async () => {
    const room = { id: '-500', kind: 'room' } as const
    await demo.db.sql(
      `with added as (insert into room (government_id, channel, platform_id, chat_key, title, approved_at)
         select government_id, 'telegram', '-500', 'telegram:-500', 'SETDA', now() from agency where key = 'SETDA' returning id, government_id)
       insert into room_agency (room_id, agency_id, government_id)
       select r.id, a.id, r.government_id from added r join agency a on a.government_id = r.government_id and a.key = 'SETDA'`,
    )
    expect((await spoken.tell(admin, '/undang Kepala Bagian Hukum', room)).join()).toContain('hanya dibuat di obrolan pribadi')
    expect(await demo.db.sql('select id from invitation')).toEqual([])
  })
})

describe('guessing', () => {
  test('ends after five wrong codes in an hour: then nothing is answered, not even the right code', async () => {
    const code = await invited()
    for (let guess = 1; guess <= 4; guess += 1)
      expect((await spoken.tell('200', `/start WRONGWRONG${10 + guess}`)).join()).toContain('tidak berlaku')
    expect((await spoken.tell('200', '/start WRONGWRONG99')).join()).toContain('Sudah lima kali')
    expect(await spoken.tell('200', `/start ${code}`)).toEqual([])
    await spoken.house.moveTo(new Date('2024-10-04T02:00:01Z'))
    expect((await spoken.tell('200', `/start ${code}`)).join()).toContain('Di sini Anda')
  })
  test('of one chat does not close the door to another', async () => {
    const code = await invited()
    for (let guess = 1; guess <= 6; guess += 1) await spoken.tell('200', `/start WRONGWRONG${10 + guess}`)
    expect((await spoken.tell('201', `/start ${code}`)).join()).toContain('Di sini Anda')
  })
})

describe('one’s own phone number', () => {
  const share = (phone: string, own = true) => spoken.tell('200', { kind: 'contact', phone, own })
  beforeEach(() => demo.db.sql(`update person set phone = '0812-3456-7890' where key = $1`, [officer]))
  test.each(['+6281234567890', '6281234567890', '081234567890', '+62 812-3456-7890'])('lets in as %s', async (phone) => {
    expect((await share(phone)).join()).toContain('Kepala Bagian Hukum')
    expect(await accountsOf(officer)).toEqual([{ platform: '200', ended: false }])
  })
  test('of somebody else does not', async () => {
    expect((await share('+6281234567890', false)).join()).toContain('nomor orang lain')
    expect(await accountsOf(officer)).toEqual([])
  })
  test('that is not in the list, or is two people’s, does not', async () => {
    expect((await share('+6281234567891')).join()).toContain('tidak ada dalam daftar')
    await demo.db.sql(`update person set phone = '+62 81234567890' where key = 'bkd-verifikator'`)
    expect((await share('+6281234567890')).join()).toContain('tidak ada dalam daftar')
  })
  test('of whoever is known already is not needed', async () => {
    expect((await spoken.tell(admin, { kind: 'contact', phone: '081234567890', own: true })).join()).toContain('sudah terdaftar')
  })
})

describe('trying once', () => {
  test('goes to the end of a report, and saves nothing', async () => {
    await spoken.tell('200', `/start ${await invited()}`)
    const before = await versions()
    expect((await spoken.press('200', 'Coba dulu')).join()).toContain('Latihan.')
    await spoken.tell('200', '3')
    for (let step = 0; step < 6; step += 1) {
      const open = spoken.platform.sent.findLast((one) => one.chat.id === '200' && one.buttons.length > 0)?.buttons.flat() ?? []
      const next = open.find(({ label }) => label === 'Simpan') ?? open.find(({ label }) => /^(Ya|Lewati)/.test(label)) ?? open[0]
      if (!next) throw new Error('nothing to press')
      const said = await spoken.press('200', next.label)
      if (next.label === 'Simpan') {
        expect(said.join()).toContain('Latihan selesai, tidak ada yang disimpan')
        break
      }
    }
    expect(spoken.heard('200').join('\n')).toContain('tidak ada yang disimpan')
    expect(await versions()).toBe(before)
    expect((await spoken.press('200', 'Lihat tugas')).join()).toContain('TW III 2024')
  })
})

describe('an admin', () => {
  test('chooses among several, and reaches only their own agency', async () => {
    const said = await spoken.tell(admin, '/undang kepala bagian')
    expect(said.join()).toContain('Siapa yang diundang?')
    expect((await spoken.press(admin, 'Kepala Bagian Hukum · SETDA')).join('\n')).toContain('Undangan untuk Kepala Bagian Hukum')
    expect((await spoken.tell(admin, '/undang Verifikator BKPSDM')).join()).not.toContain('Undangan untuk Verifikator BKPSDM')
    expect((await spoken.tell(admin, '/undang Verifikator BKD')).join()).not.toContain('Undangan untuk Verifikator BKD')
  })
  test('of an agency does not reach whoever also leads the government', async () => {
    await appoint(demo.db, officer, 'admin', null)
    expect((await spoken.tell(admin, '/undang Kepala Bagian Hukum')).join()).not.toContain('Undangan untuk Kepala Bagian Hukum')
  })
  test('of the government reaches all of it and nobody of another', async () => {
    await appoint(demo.db, 'setda-verifikator', 'admin', null)
    expect((await spoken.tell(admin, '/undang Verifikator BKPSDM')).join()).toContain('Undangan untuk Verifikator BKPSDM')
    expect((await spoken.tell(admin, '/undang Verifikator BKD')).join()).not.toContain('Undangan untuk Verifikator BKD')
  })
  test('is who may: others are told so', async () => {
    await connect(demo.db, officer, '200')
    expect((await spoken.tell('200', '/undang Kepala Bagian Umum')).join()).toContain('oleh admin')
  })
})

describe('a lost phone', () => {
  test('is one step: the old account ends at once, what was begun goes on in the new one', async () => {
    await spoken.tell('200', `/start ${await invited()}`)
    await spoken.tell('200', '/lapor')
    await spoken.press('200', 'Lapor satu per satu')
    const said = await spoken.tell(admin, '/ganti Kepala Bagian Hukum')
    expect(said.join('\n')).toContain('Akun lama Kepala Bagian Hukum ditutup sekarang juga (1)')
    expect((await spoken.tell('200', '/tugas')).join()).toContain('Bot ini untuk pejabat yang terdaftar')
    // Nothing goes there any more, whatever falls due.
    await spoken.house.moveTo(new Date('2024-10-08T01:00:00Z'))
    const old = spoken.heard('200').length
    expect((await spoken.tell('201', `/start ${codeIn(said)}`)).join()).toContain('Kepala Bagian Hukum')
    await spoken.house.moveTo(new Date('2024-10-08T02:00:00Z'))
    expect(spoken.heard('200')).toHaveLength(old)
    expect((await spoken.tell('201', 'lanjut')).join('\n')).toContain('TW III')
    expect(await accountsOf(officer)).toEqual([
      { platform: '200', ended: true },
      { platform: '201', ended: false },
    ])
  })
  test('is asked back where the name is not plain', async () => {
    await connect(demo.db, officer, '200')
    expect((await spoken.tell(admin, '/ganti bag hukum')).join()).toContain('Akun siapa')
    expect(await accountsOf(officer)).toEqual([{ platform: '200', ended: false }])
  })
  test('does not open the door again with its number, from no account: that takes a new invitation', async () => {
    await demo.db.sql(`update person set phone = '0812-3456-7890' where key = $1`, [officer])
    await connect(demo.db, officer, '200')
    const code = codeIn(await spoken.tell(admin, '/ganti Kepala Bagian Hukum'))
    for (const account of ['200', '202']) {
      const said = await spoken.tell(account, { kind: 'contact', phone: '+6281234567890', own: true })
      expect(said.join()).toBe('Akses dengan nomor itu sudah diakhiri. Mintalah kode undangan baru kepada admin perangkat daerah Anda.')
    }
    expect(await accountsOf(officer)).toEqual([{ platform: '200', ended: true }])
    expect((await spoken.tell('201', `/start ${code}`)).join()).toContain('Di sini Anda')
  })
  test('found again lets its owner in by a new invitation', async () => {
    await connect(demo.db, officer, '200')
    const code = codeIn(await spoken.tell(admin, '/ganti Kepala Bagian Hukum'))
    expect((await spoken.tell('200', `/start ${code}`)).join()).toContain('Di sini Anda')
    expect(await accountsOf(officer)).toEqual([{ platform: '200', ended: false }])
  })
})
