import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { paths } from '../linli/mailbox.ts'
import { file, lin, mobile, signIn, told, wu } from '../linli/people.ts'
import { type Linli, program } from '../linli/server.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

const general = { account: '9001', name: '沈国梁' }
const fang = { account: '1002', name: '方敏' }

/** As the operator says where alerts reach somebody, beside the server that runs. */
async function reach(linli: Linli, account: string, email: string, mobile: string): Promise<void> {
  const data = join(linli.folder, 'data')
  const stored = ['--data-dir', data, '--database-url', `sqlite://${join(data, 'linli.db')}`]
  await promisify(execFile)(program, ['staff', 'reach', ...stored, '--account', account, '--email', email, '--phone', mobile])
}

async function establish(staff: Visitor, number: string, fact: string, value: string): Promise<void> {
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator(`[name="work[facts][${fact}]"][value="${value}"]`).check()
  const reason = staff.page.locator('#regrade-reason')
  if (await reason.isVisible()) await reason.fill('核实')
  await staff.page.getByRole('button', { name: say('handling.save_facts') }).click()
}

const banner = (who: Visitor, number: string) => who.page.locator('.banner li', { hasText: number })
const seen = (place: ReturnType<typeof banner>) => place.getByRole('button', { name: say('alert.acknowledge') })

test('grade 1 reaches the general manager within seconds, and her answer reaches the handler', async ({ linli, resident, staff, another }) => {
  const email = `shen${Date.now()}@example.com`
  const number = mobile()
  await reach(linli, general.account, email, number)
  const complaint = await file(resident, told())
  const above = await another(desk, 'run')
  await signIn(above, general)
  await signIn(staff, lin)
  await establish(staff, complaint.number, 'media', 'serious')
  const began = Date.now()
  await expect(banner(above, complaint.number)).toBeVisible({ timeout: 3_000 })
  const bell = Date.now() - began
  const mail = await linli.mailbox.arrives(email, new RegExp(complaint.number))
  await linli.gateway.hears(number, complaint.number)
  console.log(`bell after ${bell} ms, e-mail and SMS after ${Date.now() - began} ms`)
  expect(mail.text).not.toContain('周女士')
  expect(paths(mail.text, linli.address)).toEqual([`/desk/complaints/${complaint.number}`])
  const called = staff.page.locator('.called li', { hasText: general.name })
  await expect(called).toContainText(say('alert.page.waiting'))
  await seen(banner(above, complaint.number)).click()
  await expect(banner(above, complaint.number)).toHaveCount(0)
  await expect(above.page).toHaveURL(/\/desk$/)
  await expect(called.locator('.done')).toContainText(general.name)
})

test('danger stands above the desk of all on duty, and one answer is enough', async ({ resident, staff, another }) => {
  const complaint = await file(resident, told())
  const [one, other, off] = [await another(desk, 'run'), await another(phone, 'run'), await another(desk, 'run')]
  await signIn(one, fang)
  await signIn(other, wu)
  await signIn(off, { account: '3001' })
  await signIn(staff, lin)
  await establish(staff, complaint.number, 'safety', 'now')
  for (const who of [one, other]) await expect(banner(who, complaint.number)).toBeVisible({ timeout: 3_000 })
  await expect(banner(off, complaint.number)).toHaveCount(0)
  await other.expectNoOverflow()
  await other.page.locator('.bell').click()
  await expect(other.page).toHaveURL(/\/desk\/alerts$/)
  const line = other.page.locator('.alerts > li', { hasText: complaint.number })
  await expect(line).toContainText(say('alert.danger'))
  await other.expectNoOverflow()
  await seen(line).click()
  await expect(line).toHaveCount(0)
  await expect(banner(one, complaint.number)).toHaveCount(0)
})

test('without scripts an alert is answered where it stands', async ({ resident, staff, another }) => {
  const complaint = await file(resident, told())
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${complaint.number}`)
  await staff.page.locator('summary', { hasText: say('alert.declare.title') }).click()
  await staff.page.locator('#declare-reason').fill('业主联名要上访')
  await staff.page.getByRole('button', { name: say('alert.declare.send') }).click()
  await expect(staff.page.locator('.heading .badge', { hasText: say('alert.declare.done') })).toBeVisible()
  await expect(staff.page.locator('summary', { hasText: say('alert.declare.title') })).toHaveCount(0)
  const plain = await another(desk, 'off')
  await signIn(plain, general)
  await plain.open('/desk/scores')
  await seen(banner(plain, complaint.number)).click()
  await expect(plain.page).toHaveURL(/\/desk\/scores$/)
  await expect(banner(plain, complaint.number)).toHaveCount(0)
})

test('grade 1 rings on the wall, without a name or a word of hers, until it is acknowledged', async ({ resident, staff, another }) => {
  const wall = await another(desk, 'run')
  await signIn(wall, general)
  await wall.open('/desk/wall')
  const received = wall.page.locator('footer dl > div', { hasText: say('wall.received') }).locator('dd')
  const before = Number(await received.innerText())
  const complaint = await file(resident, told())
  await expect.poll(async () => Number(await received.innerText()), { timeout: 3_000 }).toBeGreaterThan(before)
  await signIn(staff, lin)
  await establish(staff, complaint.number, 'media', 'serious')
  const mine = wall.page.locator('.ring', { hasText: complaint.number })
  await expect(mine).toBeVisible({ timeout: 3_000 })
  await wall.page.getByRole('button', { name: say('wall.sound') }).click()
  await expect(wall.page.getByText(say('wall.muted'))).toBeHidden()
  await wall.expectAccessible()
  for (const word of ['周女士', lin.name, general.name]) await expect(wall.page.locator('main')).not.toContainText(word)
  const hush = mine.getByRole('button', { name: say('wall.quiet', 'zh-Hans', { number: complaint.number }) })
  await hush.click()
  await expect(hush).toHaveCount(0)
  await expect(mine).toBeVisible()
  await mine.getByRole('button', { name: say('alert.acknowledge') }).click()
  await expect(mine).toHaveCount(0)
  await expect(wall.page).toHaveURL(/\/desk\/wall$/)
})
