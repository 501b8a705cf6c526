import type { Database } from '../../../src/store/database/database.ts'

const from = new Date('2024-01-01')

/** Two governments: one of the demo with five people and a room, one that is shown only with the token. */
export async function seedSeats(db: Database): Promise<void> {
  const city = await db.prisma.government.create({ data: { key: 'kota-bekasi', name: 'Kota Bekasi', demo: true } })
  const setda = await db.prisma.agency.create({
    data: { governmentId: city.id, key: 'SETDA', name: 'Sekretariat Daerah', shortName: 'SETDA' },
  })
  const unit = await db.prisma.unit.create({ data: { agencyId: setda.id, key: 'hukum', name: 'Bagian Hukum' } })
  const person = async (
    key: string,
    name: string,
    role: 'officer' | 'verifier' | 'head' | 'leadership',
    where: 'unit' | 'agency' | 'city',
  ) => {
    const { id } = await db.prisma.person.create({ data: { governmentId: city.id, key, name } })
    const agencyId = where === 'city' ? null : setda.id
    const unitId = where === 'unit' ? unit.id : null
    await db.prisma.role.create({ data: { governmentId: city.id, personId: id, role, from, agencyId, unitId } })
  }
  await person('kabag-hukum', 'Kepala Bagian Hukum', 'officer', 'unit')
  await person('kabag-umum', 'Kepala Bagian Umum', 'officer', 'unit')
  await person('perencanaan', 'Subbagian Perencanaan', 'verifier', 'agency')
  await person('sekda', 'Sekretaris Daerah', 'head', 'agency')
  await person('asisten', 'Asisten Administrasi Umum', 'leadership', 'city')
  await db.prisma.room.create({
    data: {
      governmentId: city.id,
      channel: 'local',
      platformId: 'kota-bekasi/ruang-pimpinan',
      chatKey: 'local:kota-bekasi/ruang-pimpinan',
      title: 'Ruang Pimpinan',
      whole: true,
    },
  })
  const other = await db.prisma.government.create({ data: { key: 'kota-lain', name: 'Kota Lain' } })
  await db.prisma.person.create({ data: { governmentId: other.id, key: 'kepala', name: 'Kepala Dinas' } })
  const hidden = await db.prisma.government.create({ data: { key: 'kota-tertutup', name: 'Kota Tertutup' } })
  await db.prisma.person.create({ data: { governmentId: hidden.id, key: 'kepala', name: 'Kepala Dinas' } })
}
