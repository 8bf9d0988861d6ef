import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { sheets } from '../linli/paper.ts'
import { file, lin, signIn, told } from '../linli/people.ts'
import { cells, hasFormulas } from '../linli/sheet.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

/** The file a click on this link brings. */
async function taken(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  expect(download.suggestedFilename()).toMatch(/\d{4}-\d\d-\d\d\.xlsx$/)
  return readFileSync(await download.path())
}

for (const scripts of ['run', 'off'] as const) {
  test(`what the filters show is taken away as a spreadsheet, scripts ${scripts}`, async ({ resident, another }) => {
    const { number } = await file(resident, told({ text: '=SUM(1;1) 天台的水箱整夜在漏' }))
    const staff = await another(desk, scripts)
    await signIn(staff, lin)
    await staff.page.locator('#search').fill(number)
    await staff.page.locator('#search').press('Enter')
    await expect(staff.page.locator('.queue tbody tr')).toHaveCount(1)
    const kept = await taken(staff.page, say('export.action'))
    const [headings, row, ...more] = cells(kept)
    const at = (key: string): string => row![headings!.indexOf(say(`export.column.${key}`))]!
    expect(more).toEqual([])
    expect([at('number'), at('what')]).toEqual([number, '=SUM(1;1) 天台的水箱整夜在漏'])
    expect(hasFormulas(kept)).toBe(false)
    await expect(staff.page.locator('.queue tbody tr')).toHaveCount(1)
  })
}

test('both tables are read, printed on A4 landscape and taken away', async ({ resident, staff, another }) => {
  const { number } = await file(resident, told())
  await signIn(staff, lin)
  const { page } = staff
  await page.getByRole('link', { name: say('tables.title'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: say('tables.statistics') })).toBeVisible()
  await staff.isReady()
  await page.locator('[name=community]').selectOption('wt')
  await page.getByRole('button', { name: say('tables.show') }).click()
  await page.waitForURL(/community=wt/)
  await staff.isReady()
  await expect(page.locator('.figures-row dd.value').first()).not.toHaveText('0')
  const kept = await taken(page, say('tables.file'))
  expect(cells(kept, 2).map(([first]) => first)).toContain(number)
  const sizes = sheets(await page.pdf({ preferCSSPageSize: true }))
  expect(new Set(sizes)).toEqual(new Set(['842x595']))
  await page.getByRole('link', { name: say('tables.register'), exact: true }).click()
  await expect(page.locator('.register tbody tr').first()).toBeVisible()
  const plain = await another(phone, 'off')
  await signIn(plain, lin)
  await plain.open('/desk/tables?show=register')
  await plain.page.locator('[name=month]').fill('2001-01')
  await plain.page.locator('.filters button').click()
  await expect(plain.page.getByText(say('tables.empty'))).toBeVisible()
  await plain.expectNoOverflow()
})

test('a dossier has everything from her words to the internal notes, and its number on each sheet', async ({ resident, staff }) => {
  const { number } = await file(resident, told({ photo: true }))
  await signIn(staff, lin)
  const { page } = staff
  await staff.open(`/desk/complaints/${number}`)
  await page.locator('details:has(#note-text) > summary').click()
  await page.locator('#note-text').fill('先问过物业经理')
  await page.getByRole('button', { name: say('handling.note_save') }).click()
  await expect(page.getByText('先问过物业经理').first()).toBeVisible()
  await page.getByRole('link', { name: say('dossier.title'), exact: true }).click()
  await staff.isReady()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number)
  await expect(page.locator('.happened', { hasText: '先问过物业经理' })).toContainText(say('dossier.internal'))
  await expect(page.locator('.photos img').first()).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.running')).toBeVisible()
  await expect(page.locator('.bar')).toBeHidden()
})
