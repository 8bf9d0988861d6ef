import { file, lin, signIn, told } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

const colleague = { account: '1002' }

test('the search finds mid-sentence in either script, and what is asked is kept and shared', async ({ resident, staff, another }) => {
  const { number } = await file(resident, told({ text: '露台的遮雨棚昨晚被大風吹翻' }))
  const row = (page: typeof staff.page) => page.locator('.queue tbody tr', { hasText: number })
  await signIn(staff, lin)
  await staff.page.keyboard.press('/')
  await staff.page.keyboard.type('遮雨棚昨晚被大风')
  await staff.page.keyboard.press('Enter')
  await expect(staff.page.locator('.queue tbody tr')).toHaveCount(1)
  await expect(row(staff.page)).toBeVisible()
  await staff.page.locator('.narrow summary').click()
  await staff.page.locator('[name=unread]').check()
  await expect(staff.page.locator('.queue tbody tr')).toHaveCount(0)
  await staff.page.locator('[name=unread]').uncheck()
  await expect(row(staff.page)).toBeVisible()
  await staff.page.locator('.keep summary').click()
  await staff.page.locator('[name="view[name]"]').fill('雨棚')
  await staff.page.locator('[name="view[shared]"]').check()
  await staff.page.getByRole('button', { name: say('view.keep_save'), exact: true }).click()
  await expect(staff.page.locator('.views a[aria-current]')).toHaveText('雨棚')
  const other = await another(phone, 'run')
  await signIn(other, colleague)
  await other.page.locator('.views a', { hasText: '雨棚' }).click()
  await expect(other.page.locator('.queue tbody tr')).toHaveCount(1)
  await expect(other.page.locator('#search')).toHaveValue('遮雨棚昨晚被大风')
  await other.expectNoOverflow()
  await staff.page.locator('.keep summary').click()
  await staff.page.getByRole('button', { name: say('view.drop') }).click()
  await expect(staff.page.locator('.views a', { hasText: '雨棚' })).toHaveCount(0)
})

test('search and views work without scripts', async ({ resident, another }) => {
  const { number } = await file(resident, told())
  const plain = await another(desk, 'off')
  await signIn(plain, lin)
  await plain.page.locator('#search').fill(number.slice(-4))
  await plain.page.locator('.filters > button').click()
  await expect(plain.page.locator('.queue tbody tr', { hasText: number })).toBeVisible()
  await plain.page.locator('.keep summary').click()
  await plain.page.locator('[name="view[name]"]').fill('查号')
  await plain.page.locator('.keep button').click()
  await expect(plain.page.locator('.views a[aria-current]')).toHaveText('查号')
})
