import { guard, lin, mobile, signIn } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

const passing = /\/desk\/pass-on$/

test('a guard passes on what a resident said, and customer service calls back', async ({ staff, another }) => {
  const words = `楼道灯不亮，${mobile()}`
  await signIn(staff, lin)
  await staff.open('/desk/calls')
  const waits = staff.page.locator('.waits b')
  const before = Number((await waits.innerText()) || '0')
  const plain = await another(phone, 'off')
  plain.expectStatus(422)
  await signIn(plain, guard, passing)
  await plain.page.locator('#text').fill(words)
  await plain.page.locator('#name').fill('周女士')
  await plain.page.getByRole('button', { name: say('call.pass_on.send') }).click()
  await expect(plain.page.locator('#problems')).toBeVisible()
  await expect(plain.page.locator('#text')).toHaveValue(words)
  await plain.page.locator('#phone').fill(mobile())
  await plain.page.getByRole('button', { name: say('call.pass_on.send') }).click()
  await expect(plain.page.getByText(say('call.pass_on.done'))).toBeVisible()
  await expect(plain.page.locator('#text')).toHaveValue('')
  await plain.expectNoOverflow()

  const { page } = staff
  const line = page.locator('.tell > li', { hasText: words })
  await expect(line).toContainText(guard.name)
  await expect(waits).toHaveText(String(before + 1))
  await staff.submits(async () => {
    await line.getByRole('button', { name: say('call.take') }).click()
    await expect(line).toContainText(say('call.taken_by', 'zh-Hans', { name: lin.name }))
  })
  await line.locator('[name="answer"]').fill('今晚换灯')
  await line.getByRole('button', { name: say('call.no_answer') }).click()
  await expect(line).toContainText('共打1次')
  await expect(line.locator('[name="answer"]'), 'what is half written stays').toHaveValue('今晚换灯')
  await staff.expectAccessible()
  await line.getByRole('button', { name: say('call.reached') }).click()
  await expect(line).toHaveCount(0)
  await expect(page.locator('.call-log li', { hasText: words })).toContainText('今晚换灯')
  await expect(waits).toHaveText(before ? String(before) : '')
})

test('an enquiry is answered in one step, by keyboard, and becomes a complaint with its words', async ({ staff }) => {
  const words = `几点关门，${mobile()}`
  await signIn(staff, lin)
  const { page } = staff
  await staff.open('/desk/new')
  await page.locator('[name="intake[matter]"][value="enquiry"]').check()
  await expect(page.locator('[name="draft[kind]"]').first()).toBeHidden()
  await page.locator('[name="draft[community]"][value="wt"]').check()
  await page.locator('#text').fill(words)
  await page.locator('#answer').fill('晚上八点')
  await staff.expectAccessible()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/desk\/calls\?done=noted$/)
  const row = page.locator('.call-log li', { hasText: words })
  await expect(row).toContainText(say('call.became.answered'))
  await row.getByRole('link', { name: say('call.to_complaint') }).click()
  await page.waitForURL(/\/desk\/new\?call=/)
  await staff.isReady()
  await expect(page.locator('#text')).toHaveValue(words)
  await page.locator('#phone').fill(mobile())
  await page.locator('#place').fill('东门')
  await page.locator('[name="draft[kind]"][value="attitude"]').check()
  await page.locator('#notice').check()
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/desk\/new\/WT-/)
  const number = await page.locator('.aloud').innerText()
  await staff.open('/desk/calls')
  await expect(page.locator('.call-log li', { hasText: words })).toContainText(number)
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the page to pass on is one column for one thumb, ${scheme}`, async ({ another }) => {
    const visitor = await another({ ...phone, colorScheme: scheme }, 'run')
    await signIn(visitor, guard, passing)
    expect(await visitor.hasProgram(), 'it loads no program').toBe(false)
    await visitor.expectAccessible()
    await visitor.expectNoOverflow()
    const button = visitor.page.getByRole('button', { name: say('call.pass_on.send') })
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44)
    await expect(visitor.page.locator('.bar nav a').filter({ visible: true })).not.toHaveCount(0)
    await expect(visitor.page.locator(`.bar a[href="/desk/to-tell"]`)).toHaveCount(0)
  })
}

test('whoever has no answer at once promises to call back', async ({ another }) => {
  const plain = await another(desk, 'off')
  await signIn(plain, lin)
  await plain.open('/desk/new')
  const { page } = plain
  await page.locator('[name="intake[matter]"][value="call_back"]').check()
  const words = `车位还有吗，${mobile()}`
  await page.locator('#phone').fill(mobile())
  await page.locator('[name="draft[community]"][value="wt"]').check()
  await page.locator('#name').fill('孟先生')
  await page.locator('#text').fill(words)
  await page.getByRole('button', { name: say('intake.note'), exact: true }).click()
  await page.waitForURL(/\/desk\/calls\?done=noted$/)
  const line = page.locator('.tell > li', { hasText: words })
  await line.getByRole('button', { name: say('call.reached') }).click()
  await expect(page.locator('.call-log li', { hasText: words })).toBeVisible()
  await expect(page.locator('.tell > li', { hasText: words })).toHaveCount(0)
})
