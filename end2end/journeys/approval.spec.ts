import { file, general, lin, signIn, told } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

const panel = (who: Visitor) => who.page.locator('section[aria-labelledby="approval-title"]')
const press = (who: Visitor, key: string, words: Record<string, string> = {}) =>
  who.page.getByRole('button', { name: say(key, 'zh-Hans', words), exact: true }).click()

async function gradeOne(staff: Visitor, number: string): Promise<void> {
  await staff.open(`/desk/complaints/${number}`)
  await staff.page.locator('[name="work[facts][media]"][value="serious"]').check()
  await press(staff, 'handling.save_facts')
}

test('a grade 1 reply is returned, edited and approved, in two browsers', async ({ linli, resident, staff, another }) => {
  const hers = told()
  const complaint = await file(resident, hers)
  const above = await another(phone, 'run')
  await signIn(above, general)
  await signIn(staff, lin)
  await gradeOne(staff, complaint.number)
  await above.open(`/desk/complaints/${complaint.number}`)

  await staff.page.locator('#reply-text').fill('今晚八点前一定换好')
  await press(staff, 'approval.submit')
  await expect(panel(staff)).toContainText(general.name)
  await expect(staff.page.locator('#reply-text')).toHaveCount(0)
  await expect(panel(staff).getByRole('button', { name: say('approval.approve') })).toHaveCount(0)

  await expect(panel(above).locator('#approve-text')).toHaveValue('今晚八点前一定换好')
  await above.expectNoOverflow()
  await panel(above).getByText(say('approval.return'), { exact: true }).click()
  await above.page.locator('#return-reason').fill('做不到的时间别写')
  await press(above, 'approval.return_do', { name: lin.name })
  await expect(panel(above)).toHaveCount(0)

  await expect(staff.page.locator('.held')).toContainText('做不到的时间别写')
  await expect(staff.page.locator('#reply-text')).toHaveValue('今晚八点前一定换好')
  await staff.page.locator('#reply-text').fill('正在调配件，到货就换')
  await press(staff, 'approval.submit')

  await expect(panel(above).locator('#approve-text')).toHaveValue('正在调配件，到货就换')
  await above.page.locator('#approve-text').fill('正在调配件，到货马上换')
  await press(above, 'approval.approve')
  await expect(panel(above)).toHaveCount(0)
  await expect(panel(staff)).toHaveCount(0)
  await expect(staff.page.locator('.said.ours')).toContainText('正在调配件，到货马上换')
  await expect(staff.page.locator('#reply-text')).toHaveValue('')

  const answered = async () => (await linli.mailbox.to(hers.email)).map((mail) => mail.text ?? '').filter((text) => text.includes('马上换'))
  await expect.poll(async () => (await answered()).length, { timeout: 10_000 }).toBe(1)
  expect((await answered()).join()).not.toContain('八点')
  await resident.open(complaint.link)
  await expect(resident.page.locator('main')).toContainText('正在调配件，到货马上换')
  await expect(resident.page.locator('main')).not.toContainText(general.name)
})

test('the standard first answer waits for nobody', async ({ linli, resident, staff }) => {
  const hers = told()
  const complaint = await file(resident, hers)
  await signIn(staff, lin)
  await gradeOne(staff, complaint.number)
  await press(staff, 'approval.first.send')
  await expect(staff.page.locator('.said.ours')).toContainText(complaint.number)
  const standard = async () => (await linli.mailbox.to(hers.email)).map((mail) => mail.text ?? '').filter((text) => text.includes('周女士您好'))
  await expect.poll(async () => (await standard()).length, { timeout: 10_000 }).toBe(1)
  expect((await standard()).join()).not.toMatch(/[{}]/)
  await expect(staff.page.getByRole('button', { name: say('approval.first.send') })).toHaveCount(0)
})

test('without scripts it is submitted, and approved by somebody else', async ({ resident, another }) => {
  const complaint = await file(resident, told())
  const [staff, above] = [await another(desk, 'off'), await another(desk, 'off')]
  await signIn(staff, lin)
  await signIn(above, general)
  await gradeOne(staff, complaint.number)
  await staff.page.locator('#reply-text').fill('正在调配件')
  await press(staff, 'approval.submit')
  await expect(panel(staff)).toContainText('正在调配件')
  await above.open(`/desk/complaints/${complaint.number}`)
  await press(above, 'approval.approve')
  await expect(above.page.locator('.said.ours')).toContainText('正在调配件')
})
