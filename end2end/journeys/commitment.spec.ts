import { file, lin, signIn, told } from '../linli/people.ts'
import { expect, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

test('a date in a reply becomes a commitment in one press, and is given anew with the reason', async ({ linli, resident, staff }) => {
  const hers = told()
  const { link, number } = await file(resident, hers)
  await signIn(staff, lin)
  await staff.open(`/desk/complaints/${number}`)
  const page = staff.page
  await page.locator('#reply-text').fill('您好。后天下午3点前换好控制板。')
  await page.locator('.checks').getByRole('button', { name: say('commitment.record') }).click()
  await expect(page.locator('#promised')).toHaveValue('后天下午3点前换好控制板')
  await expect(page.locator('#promised_by')).toHaveValue(/T15:00$/)
  await page.getByRole('button', { name: say('handling.reply_send') }).click()
  const panel = page.locator('#commitments')
  await expect(panel.locator('li')).toHaveCount(1)
  await expect(page.locator('#promised')).toHaveValue('')

  await panel.locator('summary', { hasText: say('commitment.change') }).click()
  const later = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  await page.locator('#recommit-due').fill(`${later}T12:00`)
  await page.locator('#recommit-reason').fill('配件还没有到')
  await page.getByRole('button', { name: say('commitment.change_do') }).click()
  await expect(panel).toContainText(say('commitment.version', 'zh-Hans', { number: 2 }))
  const letters = async () => (await linli.mailbox.to(hers.email)).map((mail) => mail.text ?? '').filter((text) => text.includes('配件还没有到'))
  await expect.poll(async () => (await letters()).length, { timeout: 10_000 }).toBe(1)

  await resident.open(link)
  const seen = resident.page.locator('.promised li')
  await expect(seen.locator('s')).toHaveCount(1)
  await expect(seen).toContainText('配件还没有到')
  await resident.expectNoOverflow()
  await panel.getByRole('button', { name: say('commitment.keep'), exact: true }).click()
  await expect(panel.locator('.done')).toContainText(lin.name)
  await resident.open(link)
  await expect(seen).toContainText(say('commitment.hers.kept'))
})
