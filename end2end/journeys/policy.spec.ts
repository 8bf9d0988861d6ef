import { file, general, head, signIn, supervisor, told } from '../linli/people.ts'
import { desk, expect, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

/** Presses a button of the policy's pages, and waits for what it leads to. */
async function press(staff: Visitor, name: string, done: string): Promise<void> {
  await staff.submits(async () => {
    await staff.page.getByRole('button', { name: say(name), exact: true }).click()
    await staff.page.waitForURL(new RegExp(`done=${done}$`))
    await expect(staff.page.locator('[role="status"]', { hasText: say(`policy.done.${done}`) })).toBeVisible()
  })
}

test('a threshold is changed, tried, reviewed, approved, put in force and rolled back', async ({ resident, staff, another }) => {
  test.setTimeout(120_000)
  const { page } = staff
  await signIn(staff, head)
  await page.getByRole('link', { name: say('policy.title') }).click()
  await page.getByRole('button', { name: say('policy.act.begin') }).first().click()
  await page.waitForURL(/\/desk\/policy\/\d+\?done=begun$/)
  const path = new URL(page.url()).pathname
  const version = path.split('/').at(-1) ?? ''

  // What is wrong is said here, by the same rules, before the server is asked.
  const persons = page.locator('#collective_persons-0')
  await persons.fill('10')
  await page.getByRole('button', { name: say('policy.act.save'), exact: true }).click()
  await expect(page.locator('#collective_persons-0-wrong')).toBeVisible()
  await expect(page.locator('#reason-0-wrong')).toBeVisible()
  await persons.fill('2')
  await page.locator('[name="draft[reason]"]').fill('两户一起来的，多半不是小事。')
  await press(staff, 'policy.act.save_and_try', 'tried')
  await expect(page.locator('.policy-differences li')).toHaveText([/3 → 2$/])
  const moved = page.locator('.matrix').first().locator('tbody tr').nth(3).locator('td').nth(1)
  await expect(moved).toHaveClass(/moved/)
  await page.locator('summary', { hasText: `${await moved.innerText()} 件` }).first().click()
  await expect(page.locator('.policy-numbers a').first()).toHaveAttribute('href', /^\/desk\/complaints\/\w+-/)
  await staff.expectNoOverflow()
  await staff.expectAccessible()

  const reviewer = await another(desk, 'run')
  await signIn(reviewer, supervisor)
  await reviewer.open(path)
  await press(reviewer, 'policy.act.review', 'reviewed')

  // The general manager's browser runs no scripts.
  const decides = await another(desk, 'off')
  await signIn(decides, general)
  await decides.open(path)
  await press(decides, 'policy.act.approve', 'approved')
  await decides.page.locator('.policy-act [name="sure"]').first().check()
  await press(decides, 'policy.act.enact', 'enacted')

  const during = await file(resident, told({ households: '2' }))
  await staff.open(`/desk/complaints/${during.number}`)
  await expect(page.locator('.heading .grade[data-grade="2"]')).toBeVisible()
  await expect(page.locator('.heading .reasons')).toContainText('2c')
  await expect(page.locator('.heading')).toContainText(`第 ${version} 版`)

  await decides.open('/desk/policy')
  const company = decides.page.locator('tbody tr').first()
  await company.locator('summary', { hasText: say('policy.act.roll_back') }).click()
  await company.locator('[name="sure"]').check()
  await company.getByRole('button', { name: say('policy.act.roll_back') }).click()
  await decides.page.waitForURL(/done=unseated$/)
  await staff.open('/desk/policy')
  await staff.expectAccessible()
  const later = await file(await another(), told({ households: '2' }))
  await staff.open(`/desk/complaints/${later.number}`)
  await expect(page.locator('.heading .grade[data-grade="4"]')).toBeVisible()
  await expect(page.locator('.heading')).toContainText(say('policy.handbook'))
  await staff.open(`/desk/complaints/${during.number}`)
  await expect(page.locator('.heading .grade[data-grade="2"]')).toBeVisible()
})

test('days of a file are shown before they are added', async ({ staff }) => {
  const { page } = staff
  await signIn(staff, head)
  await staff.open('/desk/policy')
  await page.getByRole('button', { name: say('policy.act.begin') }).first().click()
  await page.waitForURL(/\/desk\/policy\/\d+\?done=begun$/)
  await page.locator('[name="draft[reason]"]').fill('加入明年元旦。')
  await page.locator('summary', { hasText: say('policy.item.import') }).click()
  const days = { year: 2027, days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }] }
  await page.locator('input[type="file"]').setInputFiles({ name: '2027.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(days)) })
  await expect(page.locator('.policy-days li')).toHaveText([/2027年01月01日\s*休（元旦）/])
  await press(staff, 'policy.act.import', 'imported')
  await expect(page.locator('[name="draft[days]"]')).toHaveValue(/2027-01-01 休 元旦/)
})
