import { expect, test } from '../../linli/test.ts'
import { say } from '../../linli/words.ts'

test('language, colours and size are chosen once and remembered', async ({ resident }) => {
  const { page } = resident
  await resident.open('/settings')
  await page.getByText(say('ui.hant_full'), { exact: true }).last().click()
  await page.getByText(say('settings.theme_dark'), { exact: true }).click()
  await page.getByText(say('settings.size_large'), { exact: true }).click()
  await page.getByRole('button', { name: say('settings.save') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('start.title', 'zh-Hant'))
  await resident.open('/')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'zh-Hant')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await expect(html).toHaveAttribute('data-size', 'large')
  await resident.expectNoOverflow()
})

test('the first visit speaks the language of the browser', async ({ another }) => {
  for (const [locale, language] of [['zh-TW', 'zh-Hant'], ['en-GB', 'en'], ['zh-CN', 'zh-Hans'], ['fr-FR', 'zh-Hans']] as const) {
    const visitor = await another({ locale })
    await visitor.open('/')
    await expect(visitor.page.locator('html'), locale).toHaveAttribute('lang', language)
    await expect(visitor.page.getByRole('heading', { level: 1 })).toHaveText(say('start.title', language))
  }
})
