import { describe, expect, test } from 'vitest'
import { roleNames } from '../../src/domain/requests/requests.ts'
import type { Grant, RoleName, Viewer } from '../../src/domain/requests/requests.ts'
import {
  agenciesSeen,
  looksAfterPeople,
  mayLookAfter,
  mayReopen,
  mayReport,
  maySeeAgency,
  mayVerify,
  rightsOf,
} from '../../src/use-cases/rights.ts'

const viewer = (...grants: Grant[]): Viewer => ({
  personId: 5,
  governmentId: 1,
  name: 'Kepala Bagian Hukum',
  locale: 'id',
  zone: 'Asia/Jakarta',
  grants,
})
const [setda, bkpsdm] = [10, 11]
const [legal, general] = [100, 101]

describe('seeing an agency', () => {
  test.each(roleNames)('%s sees the agency of the grant, whole, and no other', (role) => {
    expect(maySeeAgency(viewer({ role, agencyId: setda }), { agencyId: setda, governmentId: 1 })).toBe(true)
    expect(maySeeAgency(viewer({ role, agencyId: setda, unitId: legal }), { agencyId: setda, governmentId: 1 })).toBe(true)
    expect(maySeeAgency(viewer({ role, agencyId: setda }), { agencyId: bkpsdm, governmentId: 1 })).toBe(false)
  })
  test.each(roleNames)('%s never sees another government, whatever the grants say', (role) => {
    expect(maySeeAgency(viewer({ role, agencyId: setda }, { role }), { agencyId: setda, governmentId: 2 })).toBe(false)
  })
  test('only leadership, evaluator and admin can be of the whole government', () => {
    const everywhere = roleNames.filter((role) => maySeeAgency(viewer({ role }), { agencyId: bkpsdm, governmentId: 1 }))
    expect(everywhere).toEqual(['leadership', 'evaluator', 'admin'])
    expect(agenciesSeen(viewer({ role: 'leadership' }, { role: 'officer', agencyId: setda }))).toBe('all')
    expect(agenciesSeen(viewer({ role: 'officer', agencyId: setda }, { role: 'verifier', agencyId: setda }))).toEqual([setda])
    expect(agenciesSeen(viewer({ role: 'officer' }))).toEqual([])
  })
  test('nobody without a grant sees anything', () => {
    expect(maySeeAgency(viewer(), { agencyId: setda, governmentId: 1 })).toBe(false)
    expect(agenciesSeen(viewer())).toEqual([])
  })
})

describe('reporting', () => {
  test('is for the responsible person and for officers of the unit', () => {
    const place = { agencyId: setda, unitId: legal, responsibleId: 5 }
    expect(mayReport(viewer({ role: 'officer', agencyId: setda }), place)).toBe(true)
    expect(mayReport(viewer({ role: 'officer', agencyId: setda, unitId: legal }), { ...place, responsibleId: 6 })).toBe(true)
    expect(mayReport(viewer({ role: 'officer', agencyId: setda, unitId: general }), { ...place, responsibleId: 6 })).toBe(false)
    expect(mayReport(viewer({ role: 'officer', agencyId: setda }), { ...place, responsibleId: 6 })).toBe(false)
    expect(mayReport(viewer({ role: 'officer', agencyId: bkpsdm }), place)).toBe(false)
  })
  test('is for no one who only watches', () => {
    for (const role of ['leadership', 'evaluator', 'admin'] as const)
      expect(mayReport(viewer({ role }), { agencyId: setda, responsibleId: 5 })).toBe(false)
  })
})

describe('verifying and reopening', () => {
  test('are for the verifier of the agency, or of the unit where the grant names one', () => {
    for (const may of [mayVerify, mayReopen]) {
      expect(may(viewer({ role: 'verifier', agencyId: setda }), { agencyId: setda, unitId: legal })).toBe(true)
      expect(may(viewer({ role: 'verifier', agencyId: setda, unitId: legal }), { agencyId: setda, unitId: legal })).toBe(true)
      expect(may(viewer({ role: 'verifier', agencyId: setda, unitId: general }), { agencyId: setda, unitId: legal })).toBe(false)
      expect(may(viewer({ role: 'verifier', agencyId: bkpsdm }), { agencyId: setda, unitId: legal })).toBe(false)
    }
  })
  test('are for nobody else', () => {
    const others = (Object.keys(rightsOf) as RoleName[]).filter((role) => mayVerify(viewer({ role, agencyId: setda }), { agencyId: setda }))
    expect(others).toEqual(['verifier'])
  })
})

describe('looking after people', () => {
  const person = (...grants: Grant[]) => ({ governmentId: 1, grants })
  test('is for admins alone', () => {
    const able = roleNames.filter((role) => mayLookAfter(viewer({ role, agencyId: setda }), person({ role: 'officer', agencyId: setda })))
    expect(able).toEqual(['admin'])
    expect(roleNames.filter((role) => looksAfterPeople(viewer({ role })))).toEqual(['admin'])
  })
  test('ends where the person reaches further than the admin', () => {
    const admin = viewer({ role: 'admin', agencyId: setda })
    expect(mayLookAfter(admin, person({ role: 'officer', agencyId: setda }, { role: 'verifier', agencyId: setda }))).toBe(true)
    expect(mayLookAfter(admin, person({ role: 'officer', agencyId: setda }, { role: 'officer', agencyId: bkpsdm }))).toBe(false)
    expect(mayLookAfter(admin, person({ role: 'officer', agencyId: setda }, { role: 'leadership' }))).toBe(false)
    expect(mayLookAfter(admin, person())).toBe(false)
  })
  test('of the whole government reaches all of it and nobody of another', () => {
    const admin = viewer({ role: 'admin' })
    expect(mayLookAfter(admin, person({ role: 'leadership' }))).toBe(true)
    expect(mayLookAfter(admin, person())).toBe(true)
    expect(mayLookAfter(admin, { governmentId: 2, grants: [{ role: 'officer', agencyId: setda }] })).toBe(false)
  })
})
